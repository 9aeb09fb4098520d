"""What `consta pull` reads, and how it becomes rows of our tables."""

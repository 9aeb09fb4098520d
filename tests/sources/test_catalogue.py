"""Entries of archives on disk, asked by one thread and closed by another."""

import sqlite3
import threading

from scorers.sources.archive.catalogue import Catalogue


def test_a_catalogue_that_is_closed_while_another_thread_asks_ends_nothing_but_the_asking():
    for _ in range(50):
        catalogue = Catalogue()
        begun, failures = threading.Event(), []

        def ask(catalogue=catalogue, begun=begun, failures=failures):
            try:
                while True:
                    catalogue.take("https://invented.example/")
                    begun.set()
            except sqlite3.ProgrammingError as error:
                failures.append(error)

        asking = threading.Thread(target=ask)
        asking.start()
        begun.wait(10)
        catalogue.close()
        asking.join(10)

        assert len(failures) == 1

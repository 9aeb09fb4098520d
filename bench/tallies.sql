-- What `scorers.tallies.tally` counts, in SQL, by the rules that it tells. Needs the variables files
-- and cut_off, places (institution_id, place) and days (place, day, least, most): the working days
-- up to each day for each place of the calendar.
CREATE TABLE tally AS
WITH known AS (
  SELECT *,
    CASE
      WHEN coalesce(answered_on <= cut_off, false) THEN outcome
      WHEN outcome IN ('no_answer', 'pending', 'withdrawn') AND answered_on IS NULL THEN outcome
      ELSE 'pending' END AS known,
    CASE WHEN outcome IN ('released', 'partly_released', '')
      THEN greatest(answered_on, delivered_on) ELSE answered_on END AS ended
  FROM (SELECT * REPLACE (coalesce(outcome, '') AS outcome), getvariable('cut_off') AS cut_off
    FROM read_parquet(getvariable('files')))
  WHERE filed_on <= cut_off
), closed AS (
  SELECT *, known NOT IN ('no_answer', 'pending', 'withdrawn')
    AND coalesce(ended <= cut_off, false)
    AND NOT (known IN ('released', 'partly_released')
      AND delivered_on IS NULL AND coalesce(delivery = 'dated', false)) AS is_closed
  FROM known
), waited AS (
  SELECT *, CASE WHEN is_closed THEN ended WHEN known = 'withdrawn'
    THEN coalesce(answered_on, filed_on) ELSE cut_off END AS until
  FROM closed
)
SELECT institution_id,
  year(filed_on) || '-Q' || quarter(filed_on) AS period,
  known AS outcome,
  done.least - filed.least AS waited_days,
  done.most - filed.most AS waited_most_days,
  is_closed,
  10 AS term_days,
  greatest(10, coalesce(extended.least - filed.least, 10)) AS extended_days,
  least((ending.least - filed.least) // 10, 3) AS watched_terms,
  extended_to IS NOT NULL AS is_extended,
  coalesce(cohort, '') AS cohort,
  known = 'refused' AND exception_cited IS NOT NULL AND coalesce(appeal_route_cited, false)
    AS is_reasoned,
  is_closed AND known = 'transferred' AS is_hollow,
  CASE WHEN coalesce(appealed_on <= cut_off, false) THEN
    CASE WHEN appeal_decided_on <= cut_off THEN appeal_outcome ELSE 'pending' END
    ELSE '' END AS appeal,
  CASE WHEN order_due_on IS NULL OR coalesce(appeal_decided_on > cut_off, false) THEN ''
    WHEN order_obeyed_on <= cut_off AND order_obeyed_on > order_due_on THEN 'late'
    WHEN order_obeyed_on <= cut_off THEN 'obeyed'
    WHEN order_due_on < cut_off THEN 'ignored' ELSE 'open' END AS "order",
  count(*) AS count
FROM waited
JOIN places USING (institution_id)
JOIN days AS filed ON filed.place = places.place AND filed.day = filed_on
JOIN days AS done ON done.place = places.place AND done.day = until
JOIN days AS ending ON ending.place = places.place AND ending.day = cut_off
LEFT JOIN days AS extended ON extended.place = places.place AND extended.day = extended_to
GROUP BY ALL

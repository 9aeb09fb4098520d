"""What lifelines says of censored cases, JSON in and JSON out; .venv-referee's python runs it."""

import json
import sys

from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times, restricted_mean_survival_time


def answer(time, ended, asked):
    fitted = KaplanMeierFitter(alpha=1 - asked["probability"]).fit(time, ended)
    band = fitted.confidence_interval_
    low, high = median_survival_times(band).iloc[0]
    mean = {
        day: restricted_mean_survival_time(fitted, day)
        for day in {*asked["cuts"], *fitted.event_table.index}
    }
    return {
        "survival": fitted.survival_function_at_times(asked["days"]).tolist(),
        "band": band.asof(asked["days"]).to_numpy().T.tolist(),
        "mean": [mean[cut] for cut in asked["cuts"]],
        "error": [error(fitted.event_table, mean, cut) for cut in asked["cuts"]],
        "median": fitted.median_survival_time_,
        "around": [fitted.percentile(0.5 + 1e-9), fitted.percentile(0.5 - 1e-9)],
        "limits": [low, high],
    }


def error(table, mean, cut):
    """Return the error of a restricted mean, which lifelines lacks, from its counts and means."""
    steps = table[(table["observed"] > 0) & (table["observed"] < table["at_risk"])]
    steps = steps.loc[:cut]
    after = mean[cut] - steps.index.map(mean)
    left = steps["at_risk"] - steps["observed"]
    return (after**2 * steps["observed"] / (steps["at_risk"] * left)).sum() ** 0.5


def spread(time, cut):
    """Return the variance that lifelines gives beside a restricted mean; all cases ended."""
    fitted = KaplanMeierFitter().fit(time)
    return restricted_mean_survival_time(fitted, cut, return_variance=True)[1]


asked = json.load(sys.stdin)
answers = {
    "samples": [answer(*sample, asked) for sample in asked["samples"]],
    "spreads": [spread(*sample) for sample in asked["spreads"]],
}
json.dump(answers, sys.stdout)

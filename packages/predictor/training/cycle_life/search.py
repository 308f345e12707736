"""Chooses two experts by leaving cells of the training split out, and measures that choice by cross-validation around it."""
from typing import NamedTuple

import numpy as np

from .candidates import POLICY, SETS
from .process import Setting, fit, leave_one_out

FOLDS = 5
REPEATS = 20
SEED = 5
COVERAGE = 0.8


class Expert(NamedTuple):
    error: float
    names: tuple[str, ...]
    setting: Setting


def columns(features: dict[str, np.ndarray], names: tuple[str, ...], rows: np.ndarray) -> np.ndarray:
    return np.stack([features[name][rows] for name in names], 1)


def search(features: dict[str, np.ndarray], target: np.ndarray, rows: np.ndarray) -> tuple[Expert, Expert]:
    """The best set of features, and the best of those that differ from it in whether they hold the charging policy: one
    expert knows how the cell was charged, one only what the cell shows."""
    ranked = []
    for names in SETS:
        error, setting = leave_one_out(columns(features, names, rows), target[rows])
        ranked.append(Expert(error, names, setting))
    ranked.sort(key=lambda expert: expert.error)
    best = ranked[0]
    return best, next(other for other in ranked if POLICY.isdisjoint(other.names) != POLICY.isdisjoint(best.names))


def mixed(
    features: dict[str, np.ndarray], target: np.ndarray, experts: tuple[Expert, Expert], rows: np.ndarray, asked: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Means of both experts' answers and of their standard deviations, trained on `rows`, for the cells `asked`."""
    answers = [
        fit(columns(features, names, rows), target[rows], setting).predict(columns(features, names, asked))
        for _, names, setting in experts
    ]
    return np.mean([mean for mean, _ in answers], 0), np.mean([deviation for _, deviation in answers], 0)


class Nested(NamedTuple):
    """`errors`: mean relative error of each repeat. `residuals`, `deviations`: of all cells in all repeats."""

    errors: np.ndarray
    residuals: np.ndarray
    deviations: np.ndarray


def nested(features: dict[str, np.ndarray], target: np.ndarray) -> Nested:
    """The whole search repeated inside each fold, so that what it owes to luck is in the errors."""
    random = np.random.default_rng(SEED)
    everyone = np.arange(len(target))
    errors, residuals, deviations = [], [], []
    for _ in range(REPEATS):
        order = random.permutation(len(target))
        of_repeat = []
        for fold in range(FOLDS):
            asked = order[fold::FOLDS]
            rows = np.setdiff1d(everyone, asked)
            mean, deviation = mixed(features, target, search(features, target, rows), rows, asked)
            residuals.extend(target[asked] - mean)
            deviations.extend(deviation)
            of_repeat.extend(np.abs(np.exp(mean - target[asked]) - 1))
        errors.append(np.mean(of_repeat))
    return Nested(np.array(errors), np.array(residuals), np.array(deviations))


def width(found: Nested, cells: int) -> float:
    """Half-widths of the 80 % band in the log of life are this times the root of the experts' standard deviation: the
    quantile of the nested residuals, with the correction for few cells that conformal prediction asks for."""
    level = np.ceil(COVERAGE * (cells + 1)) / cells
    return float(np.quantile(np.abs(found.residuals) / np.sqrt(found.deviations), level))

"""Logistic regression over places of a hashed table, in arithmetic that comes out alike on every machine.

Sums are sums of whole numbers, which no order of adding changes; all else is one operation at a time on each number, which
IEEE 754 fixes; the exponential function is a table. (AdaGrad: Duchi, Hazan, Singer, 2011.)
"""
import math

import numpy as np

GRID = 4096.0
GRADIENT_GRID = float(1 << 20)
STEPS = 64
EXPONENTIAL = np.array([round(math.exp(-step / STEPS) * (1 << 20)) for step in range(16 * STEPS)], dtype=np.float64)
LONGEST = 400
BATCH = 256
SCALE = 8.0
RATE = 0.05
DECAY = 1e-6


def fit(rows, lanes, places, epochs, draw):
    """Weights (places × lanes) from rows of (places of the runs, lane, weight)."""
    lengths = np.array([min(len(row[0]), LONGEST) for row in rows])
    begins = np.concatenate([[0], np.cumsum(lengths)])
    runs = np.concatenate([row[0][:LONGEST] for row in rows])
    labels = np.array([row[1] for row in rows])
    shares = np.array([row[2] for row in rows], dtype=np.float64)
    factors = SCALE / np.sqrt(lengths.astype(np.float64))
    weights, squares = np.zeros((places, lanes)), np.full((places, lanes), 1e-6)
    whole = np.zeros((places, lanes), np.int64)
    order = list(range(len(rows)))
    for _ in range(epochs):
        draw.shuffle(order)
        for begin in range(0, len(order), BATCH):
            batch = np.array(order[begin:begin + BATCH])
            here = np.concatenate([runs[begins[row]:begins[row + 1]] for row in batch])
            count = lengths[batch]
            sums = np.zeros((len(here) + 1, lanes), np.int64)
            np.cumsum(whole[here], axis=0, out=sums[1:])
            ends = np.concatenate([[0], np.cumsum(count)])
            logits = (sums[ends[1:]] - sums[ends[:-1]]) / GRID * factors[batch][:, None]
            below = np.rint((logits.max(axis=1, keepdims=True) - logits) * STEPS).astype(np.int64)
            chances = EXPONENTIAL[np.minimum(below, len(EXPONENTIAL) - 1)]
            chances = chances / (chances[:, :1] * 0 + sum(chances[:, lane:lane + 1] for lane in range(lanes)))
            chances[np.arange(len(batch)), labels[batch]] -= 1
            gradient = np.rint(chances * (shares[batch] * factors[batch])[:, None] * GRADIENT_GRID)
            owner = np.repeat(np.arange(len(batch)), count)
            seen = np.unique(here)
            total = np.stack([np.bincount(here, weights=gradient[owner, lane], minlength=places)[seen]
                              for lane in range(lanes)], axis=1) / GRADIENT_GRID + DECAY * weights[seen]
            squares[seen] += total * total
            weights[seen] -= RATE * total / np.sqrt(squares[seen])
            whole[seen] = np.rint(weights[seen] * GRID).astype(np.int64)
    return weights


def balanced(rows):
    """Rare lanes weigh more, up to four times."""
    counts = np.bincount([row[1] for row in rows]).astype(np.float64)
    return [(runs, lane, share * min(4.0, math.sqrt(counts.max() / counts[lane]))) for runs, lane, share in rows]


def rounded(weights, largest):
    """Whole numbers from -largest to largest; the few weights beyond the rest are cut."""
    sizes = np.sort(np.abs(weights[weights != 0]))
    limit = sizes[int(len(sizes) * 0.9995)]
    return np.rint(np.minimum(np.maximum(weights / limit, -1), 1) * largest).astype(np.int64)

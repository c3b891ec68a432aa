# SPDX-License-Identifier: Apache-2.0
# Algorithm A in R, base only, all items at once, to 1e-10: prints times and estimates. Usage: Rscript proficiency-base.R LABORATORIES ITEMS ROUNDS
given <- as.integer(commandArgs(trailingOnly = TRUE))
laboratories <- given[1]
items <- given[2]
rounds <- given[3]

# 1664525 times a number below 2^32 stays below 2^53: doubles hold it exactly.
state <- as.double(seq_len(items))
draw <- function(where = rep(TRUE, items)) {
  after <- (state * 1664525 + 1013904223) %% 2^32
  state <<- ifelse(where, after, state)
  ifelse(where, (state + 0.5) / 2^32, 0)
}
values <- matrix(0, laboratories, items)
for (laboratory in seq_len(laboratories)) {
  value <- 10 + sqrt(-2 * log(draw())) * cos(2 * pi * draw())
  far <- draw() < 0.05
  values[laboratory, ] <- value + 20 * draw(far)
}

median_of <- function(x) apply(x, 2, median)
algorithm_a <- function(x) {
  n <- nrow(x)
  centre <- median_of(x)
  scale <- 1.483 * median_of(abs(x - rep(centre, each = n)))
  repeat {
    reach <- 1.5 * scale
    brought <- pmin(pmax(x, rep(centre - reach, each = n)), rep(centre + reach, each = n))
    dim(brought) <- dim(x)
    next_centre <- colMeans(brought)
    next_scale <- 1.134 * sqrt(colSums((brought - rep(next_centre, each = n))^2) / (n - 1))
    moved <- max(abs(next_centre - centre), abs(next_scale - scale))
    centre <- next_centre
    scale <- next_scale
    if (moved < 1e-10) return(cbind(centre, scale))
  }
}

times <- numeric(rounds)
for (round in seq_len(rounds)) {
  begin <- proc.time()[["elapsed"]]
  estimates <- algorithm_a(values)
  times[round] <- (proc.time()[["elapsed"]] - begin) * 1000
}
pairs <- sprintf("[%.17g,%.17g]", estimates[, 1], estimates[, 2])
cat('{"times":[', paste(sprintf("%.3f", times), collapse = ","), '],"estimates":[', paste(pairs, collapse = ","), "]}\n", sep = "")

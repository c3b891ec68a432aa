# SPDX-License-Identifier: Apache-2.0
# The same trials in R, base only, vectorised: prints a list of milliseconds by the clock and of the processor. Usage: Rscript uncertainty-base.R TRIALS ROUNDS
given <- as.integer(commandArgs(trailingOnly = TRUE))
count <- given[1]
rounds <- given[2]

trapezoid <- function(a, b, d) {
  start <- a - d + 2 * d * runif(count)
  start + (a + b - 2 * start) * runif(count)
}

once <- function(seed) {
  set.seed(seed)
  ls <- 50000623 + 25 * rt(count, 18)
  d <- 215 + 6 * rt(count, 24)
  d1 <- 4 * rt(count, 5)
  d2 <- 7 * rt(count, 8)
  alpha <- 9.5e-6 + 4e-6 * runif(count)
  theta <- -0.1 + 0.2 * rnorm(count)
  delta <- 0.5 * sin(2 * pi * runif(count))
  dalpha <- trapezoid(-1e-6, 1e-6, 0.1e-6)
  dtheta <- trapezoid(-0.05, 0.05, 0.025)
  y <- sort(ls + d + d1 + d2 - ls * (dalpha * (theta + delta) + alpha * dtheta) - 50000000)
  inside <- floor(0.99 * count + 0.5)
  from <- (count - inside + 1) %/% 2
  symmetric <- y[c(from, from + inside)]
  first <- which.min(y[(inside + 1):count] - y[1:(count - inside)])
  shortest <- y[c(first, first + inside)]
  stopifnot(abs(mean(y) - 838) < 0.3, abs(sd(y) - 35.81) < 0.3, diff(shortest) <= diff(symmetric))
}

once(1)
times <- vapply(seq_len(rounds), function(round) {
  begin <- proc.time()
  once(round + 100)
  used <- proc.time() - begin
  sprintf('{"wall":%.3f,"cpu":%.3f}', used[["elapsed"]] * 1000, (used[["user.self"]] + used[["sys.self"]]) * 1000)
}, "")
cat("[", paste(times, collapse = ","), "]\n", sep = "")

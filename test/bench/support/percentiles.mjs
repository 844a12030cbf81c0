import { held, milliseconds } from './rows.mjs';
import { median, quantile } from './statistics.mjs';

/**
 * The 95th percentile of answers beside the 95th percentile of the bare server's: an empty request's own is
 * two to four times its median, for what the machine does between two processes is in both. The medians are
 * told too.
 * @param {number[][]} ours milliseconds of each round; the median over the rounds counts, and so for `peer`
 */
export function p95BesidePeer(issue, measure, ours, peer, bar, { answer, peerAnswer }) {
  const over = (rounds, share) => median(rounds.map((times) => quantile(times, share)));
  const [p95, peerP95] = [over(ours, 0.95), over(peer, 0.95)];
  const [middle, peerMiddle] = [over(ours, 0.5), over(peer, 0.5)];
  const detail =
    `p95 ${milliseconds(p95)} (${answer}) / ${milliseconds(peerP95)} (${peerAnswer} of the bare server); ` +
    `medians ${milliseconds(middle)} / ${milliseconds(peerMiddle)}; p95 / its median ${(p95 / peerMiddle).toFixed(1)}`;
  return held(issue, measure, p95 / peerP95, `× ${peerAnswer}`, bar, detail);
}

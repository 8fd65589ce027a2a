import { strategyPresets } from '#wire/strategy-presets.ts';

export const help = `Plays recorded minutes of a canary against the judge and shows what it would have decided, and why.

  npm run backtest -- TRACE [--preset NAME | --steps WEIGHT:MINUTES,…] [--json] [--html FILE]
  npm run backtest -- TRACE --compare PRESET,PRESET
  npm run backtest -- --cloudwatch SERVICE --from TIME --to TIME [--environment NAME] [--save FILE]
  npm run backtest -- --stdin

Options
  --preset NAME   judge as this strategy would: ${Object.keys(strategyPresets).join(', ')}
  --steps LIST    judge with these steps, such as 5:30,25:15,100:5 (weight:minutes)
                  Without either, the weights in the trace are the steps.
  --compare LIST  several presets over the same minutes, side by side
  --json          everything as JSON
  --html FILE     a chart on one page: evidence and rollback line, errors and p99 of both slots
  --cloudwatch SERVICE
                  a past canary of that service, from the metrics of its load balancer, in the account and region of your
                  AWS credentials and AWS_REGION; CloudWatch keeps minutes for 15 days
  --from, --to    the window, such as 2026-03-14T09:30:00Z
  --environment   production by default
  --save FILE     keeps the minutes as a trace
  --stdin         answer looks line by line, for programs

A trace is a file with one minute per line, as JSON or as CSV with a header; rehearsal/backtest/README.md has the fields.

Examples
  npm run backtest -- rehearsal/backtest/sample.jsonl
  npm run backtest -- rehearsal/backtest/sample.jsonl --preset canary-gradual --html backtest.html
  npm run backtest -- minutes.csv --steps 5:1440 --json
  npm run backtest -- --cloudwatch api --from 2026-03-14T09:30:00Z --to 2026-03-14T11:00:00Z --compare canary-short,canary-gradual
`;

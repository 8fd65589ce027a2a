import { backtest } from '#rehearsal/backtest/backtest.ts';

process.exitCode = await backtest(process.argv.slice(2), process);

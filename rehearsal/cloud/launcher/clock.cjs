/** The cloud's clock for functions that run in it: see clock.py. */
const speed = Number(process.env.SLUICE_CLOCK_SPEED);
const started = 1000 * Number(process.env.SLUICE_CLOCK_STARTED);
const MachineDate = Date;
// AWS gives a function neither of these.
for (const name of ['SLUICE_CLOCK_SPEED', 'SLUICE_CLOCK_STARTED', 'NODE_OPTIONS']) delete process.env[name];

const now = () => Math.floor(started + (MachineDate.now() - started) * speed);

globalThis.Date = new Proxy(MachineDate, {
  construct: (target, words, made) => Reflect.construct(target, words.length === 0 ? [now()] : words, made),
  apply: () => new MachineDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : target[name]),
});

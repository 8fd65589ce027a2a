import jsonata from 'jsonata';

type Lookup = (name: string) => unknown;

/** JSONata's built-in functions, read from the implementation: a function that it calls can see them. */
const lookup = await new Promise<Lookup>((resolve) => {
  const probe = jsonata('$probe()');
  probe.registerFunction('probe', function () {
    resolve((name) => this.environment.lookup(name));
  });
  void probe.evaluate(null);
});

interface NativeFunction {
  readonly implementation: (this: unknown, ...args: unknown[]) => unknown;
}

export function isBuiltin(name: string): boolean {
  return lookup(name) !== undefined && name !== 'probe' && name !== '$';
}

/** The reference implementation of one of JSONata's functions, for functions that need the virtual time. */
export function builtin(name: string): NativeFunction['implementation'] {
  return (lookup(name) as NativeFunction).implementation;
}

/**
 * The arrows between the rooms: who may import whom. A room lists what it may see and everything else is refused, npm
 * packages and Node's own modules included, so a new room or package is a decision and not an accident.
 */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** `room` sees only `visible`: folders, single files, packages. */
const sees = (name, comment, room, visible, more = {}) =>
  rule(name, comment, { path: room }, { pathNot: `(${visible.join('|')})`, couldNotResolve: false, ...more });

const domain = '^functions/domain/';
const ports = '^functions/ports/';
const adapters = '^functions/adapters/';
const wire = '^functions/wire/';
const runtime = '^functions/runtime/';
const defineContract = '^functions/runtime/define-contract\\.ts$';
const contracts = '^functions/(steps|watchers|resources)/.+\\.contract\\.ts$';
const zod = 'node_modules/zod/';
const exceptNode = { dependencyTypesNot: ['core'] };

module.exports = {
  forbidden: [
    sees('domain-is-pure', 'domain decides: no world, no package, only domain', domain, [domain]),
    sees('ports-speak-domain', 'a port is an interface in the words of domain', ports, [ports, domain]),
    sees('wire-is-schemas', 'wire describes what crosses a border: domain and zod', wire, [wire, domain, zod]),
    sees(
      'adapters-answer-ports',
      'an adapter knows its port, domain words, the SDK, and by the schemas of wire what it reads; no step, no hosting, no CDK',
      adapters,
      [adapters, ports, domain, wire, 'node_modules/@(aws-sdk|smithy)/'],
      exceptNode,
    ),
    sees(
      'runtime-knows-no-business',
      'hosting is the same for any product: zod and powertools',
      runtime,
      [runtime, zod, 'node_modules/@aws-lambda-powertools/'],
      exceptNode,
    ),
    sees('contracts-are-pure', 'a contract is read at synth: wire, domain, define-contract, zod', contracts, [
      wire,
      domain,
      defineContract,
      zod,
    ]),
    sees(
      'steps-glue-rooms',
      'a step is glue: contract, domain, ports, adapters, runtime, wire; packages stay in their rooms',
      '\\.(step|watcher|resource)\\.ts$',
      ['^functions/(steps|watchers|resources)/', domain, ports, adapters, runtime, wire],
    ),
    sees(
      'definitions-see-contracts',
      'the source of a machine is data: contracts, domain and its own fragments, so that simulator and stacks read one text',
      '^statemachines/',
      ['^statemachines/', contracts, domain, defineContract],
    ),
    rule(
      'definitions-are-emitted',
      'the source is only written out: who needs a definition reads its *.asl.json',
      { pathNot: '^(statemachines|test)/' },
      { path: '^statemachines/' },
    ),
    rule(
      'adapters-are-chosen-once',
      'which adapter answers a port is said in answers.ts; a step lists its ports, and may read the stream that starts it',
      { path: '\\.(step|watcher|resource)\\.ts$' },
      { path: adapters, pathNot: '^functions/adapters/(answers|ledger/ledger-stream)\\.ts$' },
    ),
    rule(
      'steps-are-islands',
      'a step, watcher or resource sees its own contract and no other: what two of them need has a room of its own',
      { path: '^functions/(steps|watchers|resources)/(.+)\\.(?:step|watcher|resource|contract)\\.ts$' },
      { path: '^functions/(steps|watchers|resources)/', pathNot: '^functions/$1/$2\\.contract\\.ts$' },
    ),
    rule(
      'rooms-have-names',
      'there is no drawer for shared code: it decides, asks, answers, hosts, crosses a border or glues',
      {},
      { path: '^functions/', pathNot: '^functions/(steps|watchers|resources|domain|ports|adapters|wire|runtime)/' },
    ),
    rule(
      'sdk-only-in-adapters',
      'AWS is spoken in one room of the product, so that a fake can stand in for it',
      { pathNot: '^(functions/adapters|rehearsal|test)/' },
      { path: 'node_modules/@(aws-sdk|smithy)/' },
    ),
    rule(
      'synth-sees-contracts',
      'lib wires functions by contract and by path; importing one would run it at synth',
      { path: '^lib/' },
      { path: '^(functions|bin)/', pathNot: `(${[contracts, defineContract, wire, domain].join('|')})` },
    ),
    rule(
      'front-doors-open-rooms',
      'bin hands over to lib, rehearsal or domain',
      { path: '^bin/' },
      { path: '^functions/', pathNot: domain },
    ),
    rule(
      'configuration-is-data',
      'the configuration is checked by lib/config and knows nothing else',
      { path: '^sluice\\.config\\.ts$' },
      { pathNot: '^lib/config/' },
    ),
    rule(
      'product-does-not-rehearse',
      'only the front doors start a rehearsal; the product never knows of it',
      { pathNot: '^(bin|rehearsal|test|\\.config)/' },
      { path: '^rehearsal/' },
    ),
    rule('nothing-imports-tests', 'tests are never shipped', { pathNot: '^test/' }, { path: '^test/' }),
    rule(
      'no-cycles',
      'two files that need each other are one, or miss a third; that holds for types too',
      {},
      { circular: true },
    ),
    rule(
      'no-dead-files',
      'no front door and no function reaches this file: what only tests use is dead',
      { path: '(^bin/|^sluice\\.config\\.ts$|\\.(step|watcher|resource)\\.ts$)' },
      { path: '^(lib|functions)/', pathNot: '\\.(step|watcher|resource)\\.ts$', reachable: false },
    ),
    rule('resolvable', 'an import must exist', {}, { couldNotResolve: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/guards/fixtures/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

/**
 * Habits that one room has and another must not, as syntax. Each says where to go instead, because a refusal without a
 * way out is answered with a comment that switches it off.
 */
interface Habit {
  readonly selector: string;
  readonly message: string;
}

const habit = (selector: string, message: string): Habit => ({ selector, message });

const clock = 'is no fact of the input: a decision gets the time as an argument (functions/ports/clock.ts reads it)';

/** A decision is a function of its arguments, so that a run can be repeated from its record. */
const impure = [
  habit("CallExpression[callee.object.name='Date'][callee.property.name='now']", `Date.now() ${clock}.`),
  habit("NewExpression[callee.name='Date'][arguments.length=0]", `new Date() ${clock}.`),
  habit(
    "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    'Math.random() makes a run that cannot be repeated: take a seed as an argument.',
  ),
  habit(
    "CallExpression[callee.name='fetch']",
    'A decision does not ask the world: that is a port, answered in functions/adapters.',
  ),
  habit(
    'CallExpression[callee.name=/^(setTimeout|setInterval)$/]',
    'Nothing waits in here: waiting is a state of the machine (statemachines/).',
  ),
];

const readsEnvironment = [
  habit(
    "MemberExpression[object.name='process'][property.name='env']",
    'A contract declares the environment and functions/runtime reads it; at synth, bin/ reads it and hands it on.',
  ),
];

const buildsClients = [
  habit('NewExpression[callee.name=/Client$/]', 'Only functions/adapters builds SDK clients: take a port instead.'),
  habit(
    'NewExpression[callee.property.name=/Client$/]',
    'Only functions/adapters builds SDK clients: take a port instead.',
  ),
];

const printsToConsole = [
  habit(
    "MemberExpression[object.name='console']",
    'A function logs through functions/runtime, with the deployment it works on.',
  ),
];

const watchesCalls = [
  habit(
    "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock|spyOn|hoisted|stubGlobal)$/]",
    'A test hands the step its ports (step.call(input, ports)) and looks at the world afterwards; nothing is replaced behind its back.',
  ),
  habit(
    'MemberExpression[property.name=/^(toHaveBeenCalled|toBeCalled|toHaveBeenLastCalled|toHaveBeenNthCalled)/]',
    'A test that restates the calls cannot see what they did: assert the world afterwards.',
  ),
];

const leavesTestsOut = [
  habit(
    'MemberExpression[object.name=/^(it|test|describe|suite)$/][property.name=/^(only|skip|todo|fails)$/]',
    'A test that does not run proves nothing: mend it or remove it. What a machine cannot run is skipIf(…) with its reason.',
  ),
  habit(
    'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
    'A test that does not run proves nothing.',
  ),
];

/** By room. A file in several rows obeys the last one, so every row is complete. */
export const habitsByRoom: readonly { readonly files: readonly string[]; readonly bans: readonly Habit[] }[] = [
  { files: ['lib/**/*.ts'], bans: [...readsEnvironment, ...buildsClients] },
  { files: ['bin/**/*.ts'], bans: buildsClients },
  { files: ['functions/**/*.ts'], bans: [...readsEnvironment, ...buildsClients, ...printsToConsole] },
  { files: ['functions/domain/**/*.ts'], bans: [...impure, ...readsEnvironment, ...buildsClients, ...printsToConsole] },
  { files: ['functions/adapters/**/*.ts'], bans: [...readsEnvironment, ...printsToConsole] },
  { files: ['functions/runtime/**/*.ts'], bans: [...buildsClients, ...printsToConsole] },
  { files: ['test/**/*.ts'], bans: [...watchesCalls, ...leavesTestsOut] },
  // What answers the real network, or drives real processes, may have to stand between two calls of a client.
  { files: ['test/adapters/**/*.ts', 'test/rehearsal/**/*.ts'], bans: leavesTestsOut },
];

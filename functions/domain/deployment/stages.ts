/** The stages of a deployment, in order, by the name of their state. Nothing else numbers them. */
export const stages = [
  'ValidateConfiguration',
  'BuildImage',
  'PushImage',
  'UpdateInfrastructure',
  'DeployApplication',
  'VerifyHealth',
  'ShiftTraffic',
  'CleanUp',
] as const;

export type Stage = (typeof stages)[number];

export const numberOf = (stage: Stage): number => stages.indexOf(stage) + 1;

/** What a state does, after the number of its stage if it is one. */
export const withStageNumber = (state: string, text: string): string => {
  const number = numberOf(state as Stage);
  return number === 0 ? text : `Stage ${number}: ${text}`;
};

/** `Update infrastructure`, as people read it. */
export const titleOf = (stage: Stage): string => stage.replace(/(?<!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

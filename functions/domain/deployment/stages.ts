/** The eight stages of a deployment, in order, by the name of their state. */
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

/** `Update infrastructure`, as people read it. */
export const titleOf = (stage: Stage): string => stage.replace(/(?<!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

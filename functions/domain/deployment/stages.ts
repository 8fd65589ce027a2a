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

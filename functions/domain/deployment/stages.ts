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

/** What is true when a stage is done, as the documentation shows it. */
export const doneMeans: Readonly<Record<Stage, string>> = {
  ValidateConfiguration: 'The request and the service are valid. Nothing has changed.',
  BuildImage: 'The image was found or built.',
  PushImage: 'The digest is in the registry, scanned, and copied to the standby region. An approval was given.',
  UpdateInfrastructure: 'The task definition is registered; the migration has run.',
  DeployApplication: 'The new version runs at full capacity on the idle slot, without traffic.',
  VerifyHealth: 'Every health path of every task answers; the smoke test has passed.',
  ShiftTraffic: 'All traffic is on the new version, and it has passed.',
  CleanUp: 'The old version is stopped, and old revisions are removed.',
};

export const numberOf = (stage: Stage): number => stages.indexOf(stage) + 1;

/** What a state does, after the number of its stage if it is one. */
export const withStageNumber = (state: string, text: string): string => {
  const number = numberOf(state as Stage);
  return number === 0 ? text : `Stage ${number}: ${text}`;
};

/** `Update infrastructure`, as people read it. */
export const titleOf = (stage: Stage): string => stage.replace(/(?<!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

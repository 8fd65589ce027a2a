import { expect, it } from 'vitest';
import { exampleTemplates } from './support/example-templates.ts';

it('asks whether a service may go before anything of its stack goes', { timeout: 120_000 }, async () => {
  const { resources } = (await exampleTemplates('staging')).find(({ stack }) => stack.includes('-api-'))!;
  const entries = Object.entries(resources as Readonly<Record<string, { Type: string; DependsOn?: string[] }>>);
  const [removal] = entries.filter(([, { Type }]) => Type === 'Custom::SluiceServiceRemoval');
  const others = entries.map(([id]) => id).filter((id) => id !== removal![0] && id !== 'CDKMetadata');
  expect(others.length).toBeGreaterThan(40);
  expect(removal![1].DependsOn).toEqual(expect.arrayContaining(others));
});

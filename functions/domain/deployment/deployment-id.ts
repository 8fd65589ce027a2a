/**
 * `20261120T131415Z-api-1f9c2e7a`: sorts by time, contains the service, and is unique by the end of the execution's
 * name. An execution always gets the same id, so that a retried step finds its earlier work.
 */
export function deploymentId(service: string, startedAt: string, executionName: string): string {
  const time = startedAt.replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
  const tail = executionName
    .replaceAll(/[^a-zA-Z0-9]/g, '')
    .slice(-8)
    .toLowerCase();
  return `${time}-${service}-${tail}`;
}

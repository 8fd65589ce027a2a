import { admission } from './deployment/admission.ts';
import { image } from './deployment/image.ts';
import { migration } from './deployment/migration.ts';
import { rollout } from './deployment/rollout.ts';
import { endings } from './deployment/endings.ts';
import { machine } from './fragments.ts';

export const definition = machine({
  Comment: 'Moves a service to a new version in eight stages. Whatever happens, it ends on a slot that is known good.',
  StartAt: 'ValidateConfiguration',
  TimeoutSeconds: 259200,
  States: { ...admission, ...image, ...migration, ...rollout, ...endings },
});

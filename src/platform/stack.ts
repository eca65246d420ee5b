// Puts a view over what a person sees. Slack stacks three at the most: what would be the fourth replaces the third.
import type { ViewOutput, webApi } from '@slack/bolt';
import type { ModalView } from './reply.ts';

/** The view that somebody acted in. */
export type Beneath = Pick<ViewOutput, 'id' | 'type'> & Partial<ViewOutput>;

/** Nothing can be put over it (docs.slack.dev, "Modals": a view stack holds three views). */
export function isThird({ previous_view_id: previous, root_view_id: root }: Partial<ViewOutput>): boolean {
  return typeof previous === 'string' && previous !== root;
}

export async function lay(
  client: webApi.WebClient,
  triggerId: string,
  beneath: Beneath | undefined,
  view: ModalView,
): Promise<void> {
  if (beneath?.type !== 'modal') await client.views.open({ trigger_id: triggerId, view });
  else if (isThird(beneath)) await client.views.update({ view_id: beneath.id, view });
  else await client.views.push({ trigger_id: triggerId, view });
}

// How the meetings that webhooks name look: the form that adds one, and the list of those there are.
import type { ModalView } from '@slack/types';
import { form, input, section, textInput } from '../platform/view-parts.ts';

/** Which programs whoever runs the bot lets in. */
export interface WebhookDoors {
  anyTool: boolean;
  zoom: boolean;
}

export function webhookForm(conversationId: string, doors: WebhookDoors): ModalView {
  return form(
    'add_webhook_meeting',
    'Name a meeting',
    [
      section(`When this meeting ends, I ask the question in <#${conversationId}>.\n${doorsText(doors)}`),
      input(
        'meeting',
        'Its ID or topic',
        textInput({ most: 200, placeholder: '865 3716 7305, or Product weekly' }),
        {
          hint: 'As the meeting tool has it. Capital letters and the spaces in a number do not matter.',
        },
      ),
    ],
    { submit: 'Save', metadata: conversationId },
  );
}

/** What has to be set up outside Slack, and by whom. */
function doorsText({ anyTool, zoom }: WebhookDoors): string {
  if (!anyTool && !zoom) {
    return 'Whoever runs Empty Chair has not turned this on yet: the README says how, under “Webhooks”. You can name the meeting already.';
  }
  const from = [zoom ? 'Zoom’s *meeting.ended*' : '', anyTool ? 'any tool that signs its requests' : ''];
  return `Whoever runs Empty Chair lets in ${from.filter(Boolean).join(' and ')}, at the address that ends in \`/meetings/ended\`; the README says how to set the tool up.`;
}

// What is only shown, drawn by slack-blocks-to-jsx with our names, our dates and our links.
import { type ComponentProps, memo, type ReactNode } from 'react';
import { Message } from 'slack-blocks-to-jsx';
import type { Block } from '../block-kit/blocks.ts';
import { isFields } from '../json.ts';
import { dateWords } from '../readable/dates.ts';
import { useDesk } from './desk.ts';

type Props = ComponentProps<typeof Message>;

const unwanted = ['block_id', 'verbatim'];

/**
 * Block ids would become ids in the page, where the same one stands many times; and “verbatim” only keeps Slack
 * from making links of plain words, while the package would not read any markup in it.
 */
function plainly(blocks: readonly Block[]): Props['blocks'] {
  const changed = (key: string, value: unknown) => {
    if (unwanted.includes(key)) return undefined;
    return isFields(value) && value.type === 'mrkdwn'
      ? { ...value, text: stillEscaped(String(value.text)) }
      : value;
  };
  return JSON.parse(JSON.stringify(blocks, changed));
}

/** The package unescapes before it looks for mentions and links, and would find them in what was escaped. */
function stillEscaped(text: string): string {
  const outsideOfCode = (part: string) => part.replaceAll('&lt;', '&#60;').replace(/(?<!^)&gt;/gm, '&#62;');
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : outsideOfCode(part)))
    .join('');
}

export const ShownBlocks = memo(function ShownBlocks({ blocks }: { blocks: readonly Block[] }) {
  const { state } = useDesk();
  const { timeZone } = state.person;
  return (
    <Message
      // The package keeps the hooks that it was given first, and with them the first reader's time zone.
      key={state.person.id}
      withoutWrapper
      name=""
      logo=""
      blocks={plainly(blocks)}
      data={{
        users: state.people.map(({ id, name }) => ({ id, name })),
        channels: state.channels.map(({ id, name }) => ({ id, name })),
      }}
      hooks={{
        user: ({ id, name }) => <Mention id={id} name={name} />,
        date: ({ timestamp, format, fallback }) => (
          <time dateTime={new Date(Number(timestamp) * 1000).toISOString()} title={fallback}>
            {dateWords(timestamp, format, timeZone)}
          </time>
        ),
        link: ({ href, children }) => <Link href={href}>{children}</Link>,
      }}
    />
  );
});

function Mention({ id, name }: { id: string; name: string }) {
  const { state } = useDesk();
  const known = state.people.find((it) => it.id === id)?.name ?? name;
  return <span className={`mention${id === state.person.id ? ' me' : ''}`}>@{known}</span>;
}

/** A link to a message of this workspace leads there; any other opens beside the page. */
function Link({ href, children }: { href: string; children: ReactNode }) {
  const { state, go } = useDesk();
  const [, channelId, digits] = /\/archives\/(\w+)\/p(\d+)/.exec(href) ?? [];
  if (channelId && digits && state.channels.some((it) => it.id === channelId)) {
    const rootTs =
      new URL(href).searchParams.get('thread_ts') ?? `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    const follow = () => go({ place: { kind: 'channel', channelId }, threadTs: rootTs, mostMessages: 5000 });
    return (
      <button type="button" className="link" onClick={follow}>
        {children}
      </button>
    );
  }
  if (!/^(https?|mailto):/.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

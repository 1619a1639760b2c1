import { type CodeRow, codeTable } from '../code-table.ts';
import type { AnyContract } from '../routes/routes.ts';
import { code, table } from './markdown.ts';

const head = `# Every code a problem may carry

A problem is \`application/problem+json\` (RFC 9457): \`type, title, status, code, detail, traceId\`, with \`VALIDATION\` every wrong
field in \`errors\`, and with a refusal who, what and how much in \`details\`. Branch on \`code\`, never on a text. \`type\` is a link
that opens the code's own page. Made from the code by \`npm run docs:api\`.
`;

const row = ({ code: name, status, class: errorClass, sentence, advice }: CodeRow): readonly string[] => [
  code(name),
  String(status),
  errorClass,
  sentence,
  advice,
];

const section = (title: string, rows: readonly CodeRow[]): string =>
  `\n## ${title}\n\n${table(['code', 'status', 'class', 'what it means', 'what to do'], rows.map(row))}`;

/** The whole of docs/errors.md. */
export function errorPage(contracts: readonly AnyContract[]): string {
  const rows = codeTable(contracts);
  const areas = [...new Set(rows.map(({ area }) => area))];
  const titleOf = (area: string): string => (area === 'any' ? 'Any request' : area);
  return (
    head +
    areas
      .map((area) =>
        section(
          titleOf(area),
          rows.filter((one) => one.area === area),
        ),
      )
      .join('')
  );
}

import type { CartLine } from '../../../../actors/carts/contract.ts';
import { Price } from '../../design/values.tsx';
import { optionsText } from '../product/choice.ts';

type SummaryProps = { readonly lines: readonly CartLine[]; readonly currency: string };

/** What is about to be bought, in short. */
export const Summary = ({ lines, currency }: SummaryProps) => (
  <ul className="summary">
    {lines.map(({ sku, title, options, quantity, unitPrice }) => (
      <li key={sku} className="row apart">
        <span>
          <span className="numbers">{quantity} × </span>
          {title} <span className="soft">{optionsText(options)}</span>
        </span>
        <Price amount={unitPrice * quantity} currency={currency} />
      </li>
    ))}
  </ul>
);

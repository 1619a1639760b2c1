import type { ListedProduct } from '../../../../actors/search/contract.ts';
import { type Chosen, choose, shelfOfValue } from './choice.ts';

type OptionPickerProps = {
  readonly product: ListedProduct;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
};

/** One value of each option; what is sold out can be looked at all the same. */
export function OptionPicker({ product, chosen, onChoose }: OptionPickerProps) {
  return Object.entries(product.options).map(([name, values]) => (
    <fieldset key={name} className="options">
      <legend>
        {name}: <span className="soft">{chosen[name]}</span>
      </legend>
      {values.map((value) => (
        <label key={value} className="option" data-shelf={shelfOfValue(product, chosen, name, value)}>
          <input
            type="radio"
            className="unseen"
            name={name}
            checked={chosen[name] === value}
            onChange={() => onChoose(choose(product, chosen, name, value))}
          />
          {value}
        </label>
      ))}
    </fieldset>
  ));
}

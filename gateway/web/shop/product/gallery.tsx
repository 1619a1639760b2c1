import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProductImage } from '../../../../actors/catalog/contract.ts';

type GalleryProps = { readonly images: readonly ProductImage[]; readonly title: string };

/** The pictures of a product: one large, the others to choose. */
export function Gallery({ images, title }: GalleryProps) {
  const { t } = useTranslation('shop');
  const [shown, setShown] = useState(0);
  const image = images[shown] ?? images[0];
  return (
    <div className="gallery">
      <div className="gallery-picture">
        {image && <img src={image.url} alt={image.alt || title} width={800} height={800} fetchPriority="high" />}
      </div>
      {images.length > 1 && (
        <ul className="row gallery-choice">
          {images.map(({ url, alt }, place) => (
            <li key={url}>
              <button
                type="button"
                aria-label={t('product.picture', { number: place + 1, alt })}
                aria-current={place === shown || undefined}
                onClick={() => setShown(place)}
              >
                <img src={url} alt="" width={72} height={72} loading="lazy" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { Fragment, type JSX } from 'react';
import { settingsText } from '../../messages/en/producer-settings.ts';
import { useMay } from '../../shared/session.ts';
import { namedSettings, withSettingTitles } from './named-settings.ts';
import { settingTitle } from './setting-words.ts';

/** A sentence of the server in which settings are called as people call them, each leading to it in a window of its own. */
export function NamedSettings({ sentence }: { readonly sentence: string }): JSX.Element {
  const maySee = useMay()('viewSettings');
  if (!maySee) return <>{withSettingTitles(sentence)}</>;
  return (
    <>
      {namedSettings(sentence).map(({ text, setting }, place) => (
        // The parts of a sentence have nothing but their places.
        <Fragment key={place}>
          {setting === undefined ? (
            text
          ) : (
            // What is typed in a dialog must not be lost by looking at a setting.
            <Link to="/settings" search={{ q: setting }} target="_blank" title={settingsText.opensBeside}>
              {settingTitle(setting)}
            </Link>
          )}
        </Fragment>
      ))}
    </>
  );
}

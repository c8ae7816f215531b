import type { JSX } from 'preact';
import type { Application } from '../application';
import { AdminDoor } from './admin-door';
import { LanguageContext, useWords } from './language-context';
import { MealPage } from './meal-page';
import { MessagePage } from './message-page';
import { StartPage } from './start-page';
import type { NewTable } from './summary-again';

/** The whole page. */
export function ApplicationView({ application }: { readonly application: Application }): JSX.Element {
  return (
    <LanguageContext.Provider value={application.language}>
      <CurrentPage application={application} />
    </LanguageContext.Provider>
  );
}

function CurrentPage({ application }: { readonly application: Application }): JSX.Element {
  const words = useWords();
  const toStart = (): void => application.router.navigate('/');
  const route = application.router.route.value;
  if (route.page === 'start') return <StartPage application={application} />;
  if (route.page === 'admin')
    return <AdminDoor route={route} onNavigate={(path) => application.router.navigate(path)} />;
  if (route.page === 'unknown') {
    return (
      <MessagePage
        title={words.unknownPage.title}
        lead={words.unknownPage.lead}
        action={words.toStart}
        onAction={toStart}
      />
    );
  }
  const visit = application.visit.value;
  if (!visit) return <MessagePage title={words.loading} />;
  const link = application.joinLink(visit.mealId);
  const newTable: NewTable = {
    lay: async () => application.joinLink(await application.layTable()),
    sitDown: (laid) => application.router.navigate(new URL(laid).pathname),
  };
  const laidHere = application.keys.hostKey(visit.mealId) !== undefined;
  return (
    <MealPage
      visit={visit}
      link={link}
      laidHere={laidHere}
      onStart={toStart}
      newTable={newTable}
      onDeleteRecords={(participantId) => application.deleteRecords(visit.mealId, participantId)}
    />
  );
}

using Analytics.Store.Drops;
using Analytics.Store.Sites;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Nothing counts of visitors who did not agree where the site wants that, nor of browsers that ask for privacy where it heeds them and their visitor did not agree.</summary>
internal static class DropWithoutConsent
{
    public static DropReason? Apply(EventDraft draft) =>
        draft.Settings.PrivacySignals == PrivacySignals.Drop && draft.Hit is { AsksForPrivacy: true, Consent: not true } ? DropReason.PrivacySignal
        : draft.Settings.Consent == ConsentMode.Nothing && draft.Hit.Consent != true ? DropReason.NoConsent
        : null;
}

using Analytics.Store.Drops;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Store.Ingest.Steps;

/// <summary>The anonymous visitor of the site's day. Without salt, without leave, or without anything to recognise one by, the event has none.</summary>
internal static class PutVisitor
{
    public static DropReason? Apply(EventDraft draft)
    {
        if (!MayRecognise(draft))
        {
            draft.UserId = null;
        }
        else if (draft.Hit.Salt is { } salt)
        {
            draft.Visitor = draft.Hit.VisitorKey is { } key ? VisitorHash.OfKey(salt.Span, draft.Hit.Site.Id, key)
                : draft.Hit.Address is { } address ? VisitorHash.OfAddress(salt.Span, draft.Hit.Site.Id, address, draft.Hit.UserAgent ?? "")
                : null;
        }

        return null;
    }

    // Who says no is never recognised, whatever the site would do with those who say nothing.
    private static bool MayRecognise(EventDraft draft) =>
        draft.Hit.Consent != false
        && (draft.Settings.Consent == ConsentMode.Full || draft.Hit.Consent == true)
        && !(draft.Settings.PrivacySignals == PrivacySignals.Idless && draft.Hit.AsksForPrivacy && draft.Hit.Consent != true);
}

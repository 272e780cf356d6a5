using Analytics.Functions.Configuration;
using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;

namespace Analytics.Store.Tests.Ingest.Steps;

public class ConsentTests
{
    private static Hit Hit(Func<SiteSettings, SiteSettings> settings, bool? consent = null, bool asks = false)
    {
        Site site = Some.Site();
        return Some.Hit(site with { Settings = settings(site.Settings with { Identification = true }) }) with { Consent = consent, AsksForPrivacy = asks, UserId = "u-1" };
    }

    private static (bool IsCounted, bool IsRecognised, DropReason? Reason) Judge(Hit hit) => HitPipeline.Run(hit) switch
    {
        HitOutcome.Accepted { Event: var e } => (true, e.Visitor is not null && e.UserId is not null, null),
        HitOutcome.Dropped { Reason: var reason } => (false, false, reason),
        _ => throw new InvalidOperationException(),
    };

    [Theory]
    [InlineData(ConsentMode.Full, null, true, true)]
    [InlineData(ConsentMode.Full, true, true, true)]
    [InlineData(ConsentMode.Full, false, true, false)]
    [InlineData(ConsentMode.Idless, null, true, false)]
    [InlineData(ConsentMode.Idless, true, true, true)]
    [InlineData(ConsentMode.Idless, false, true, false)]
    [InlineData(ConsentMode.Nothing, null, false, false)]
    [InlineData(ConsentMode.Nothing, true, true, true)]
    [InlineData(ConsentMode.Nothing, false, false, false)]
    public void What_counts_depends_on_consent_as_the_site_says(ConsentMode mode, bool? consent, bool isCounted, bool isRecognised)
    {
        (bool counted, bool recognised, DropReason? reason) = Judge(Hit(s => s with { Consent = mode }, consent));

        Assert.Equal((isCounted, isRecognised), (counted, recognised));
        Assert.Equal(isCounted ? null : DropReason.NoConsent, reason);
    }

    [Theory]
    [InlineData(PrivacySignals.Ignore, true, true)]
    [InlineData(PrivacySignals.Idless, true, false)]
    [InlineData(PrivacySignals.Drop, false, false)]
    public void A_browser_that_asks_not_to_be_tracked_is_heeded_as_the_site_says(PrivacySignals signals, bool isCounted, bool isRecognised)
    {
        (bool counted, bool recognised, DropReason? reason) = Judge(Hit(s => s with { PrivacySignals = signals }, asks: true));

        Assert.Equal((isCounted, isRecognised), (counted, recognised));
        Assert.Equal(isCounted ? null : DropReason.PrivacySignal, reason);
        Assert.Equal((true, true, null), Judge(Hit(s => s with { PrivacySignals = signals })));
        Assert.Equal((true, true, null), Judge(Hit(s => s with { PrivacySignals = signals }, consent: true, asks: true)));
    }
}

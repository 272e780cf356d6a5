using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;

namespace Analytics.Store.Tests.Ingest.Steps;

/// <summary>What is known of people is kept where the site identifies them: all of what a server tells, of what a browser tells what the site hears.</summary>
public sealed class TraitTests
{
    private static readonly SiteSettings Identifying = new() { Identification = true, BrowserTraits = ["plan"] };
    private static readonly Dictionary<string, string> Told = new() { ["plan"] = "pro", ["email"] = "ann@example.com" };

    private static Traits? Kept(SiteSettings settings, bool fromServer, string? user = "u-17", bool? consent = null)
    {
        Site site = Some.Site();
        Hit hit = Some.Hit(site with { Settings = settings }) with { UserId = user, Traits = Told, TraitsAreVerified = fromServer, Consent = consent };
        return Assert.IsType<HitOutcome.Accepted>(HitPipeline.Run(hit)).Event.Traits;
    }

    [Fact]
    public void A_server_may_tell_all() => Assert.Equal(new Traits(Told, isVerified: true), Kept(Identifying, fromServer: true));

    [Fact]
    public void A_browser_may_tell_what_the_site_hears() =>
        Assert.Equal(new Traits(new Dictionary<string, string> { ["plan"] = "pro" }, isVerified: false), Kept(Identifying, fromServer: false));

    [Fact]
    public void Nothing_is_kept_where_nobody_is_named()
    {
        Assert.Null(Kept(Identifying with { Identification = false }, fromServer: true));
        Assert.Null(Kept(Identifying, fromServer: true, user: null));
        Assert.Null(Kept(Identifying, fromServer: true, consent: false));
        Assert.Null(Kept(Identifying with { BrowserTraits = [] }, fromServer: false));
    }
}

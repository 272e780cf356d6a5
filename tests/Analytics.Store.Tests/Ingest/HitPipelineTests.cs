using Analytics.Functions.Configuration;
using Analytics.Store.Drops;
using System.Net;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Ingest.Steps;
using Analytics.Store.Sites;

namespace Analytics.Store.Tests.Ingest;

public class HitPipelineTests
{
    private static Event Accepted(Hit hit) => Assert.IsType<HitOutcome.Accepted>(HitPipeline.Run(hit)).Event;

    private static DropReason Dropped(Hit hit) => Assert.IsType<HitOutcome.Dropped>(HitPipeline.Run(hit)).Reason;

    private static Site With(Func<SiteSettings, SiteSettings> change)
    {
        Site site = Some.Site();
        return site with { Settings = change(site.Settings) };
    }

    [Theory]
    [InlineData("https://example.com/", "/")]
    [InlineData("https://example.com", "/")]
    [InlineData("https://example.com/%C3%B5un?x=1#top", "/õun")]
    [InlineData("https://example.com/a%20b%20%20", "/a b")]
    [InlineData("https://example.com/a%0d%0ab", "/ab")]
    [InlineData("https://EXAMPLE.com:8443/Path", "/Path")]
    public void The_page_is_the_decoded_path(string url, string path) => Assert.Equal(path, Accepted(Some.Hit(url: url)).Page.Path);

    [Fact]
    public void The_fragment_is_part_of_the_page_only_where_the_tracker_says_so()
    {
        Hit hit = Some.Hit(url: "https://example.com/app#/settings");

        Assert.Equal("/app", Accepted(hit).Page.Path);
        Assert.Equal("/app#/settings", Accepted(hit with { HashIsPage = true }).Page.Path);
    }

    [Fact]
    public void Of_the_query_only_what_the_site_keeps_is_kept()
    {
        Site site = With(s => s with { KeptQueryParameters = ["id"] });

        Assert.Equal("/p?id=7", Accepted(Some.Hit(site, "https://example.com/p?token=secret&id=7&mail=a@b.c")).Page.Path);
    }

    [Fact]
    public void One_page_is_one_page_however_its_address_is_put_together()
    {
        Site site = With(s => s with { KeptQueryParameters = ["id", "lang"] });

        Assert.Equal("/p?id=7&lang=et", Accepted(Some.Hit(site, "https://example.com/p?lang=et&x=1&id=7")).Page.Path);
    }

    [Theory]
    [InlineData("https://example.com/", null)]
    [InlineData("https://www.example.com/", null)]
    [InlineData("https://shop.example.com/", null)]
    [InlineData("https://notexample.com/", DropReason.Hostname)]
    [InlineData("https://example.com.evil.net/", DropReason.Hostname)]
    [InlineData("file:///C:/page.html", DropReason.Hostname)]
    public void Only_the_sites_own_hosts_count(string url, DropReason? reason)
    {
        HitOutcome outcome = HitPipeline.Run(Some.Hit(url: url));

        Assert.Equal(reason, (outcome as HitOutcome.Dropped)?.Reason);
    }

    [Fact]
    public void A_site_may_take_events_of_every_host() =>
        Assert.Equal("other.net", Accepted(Some.Hit(With(s => s with { CheckHostnames = false }), "https://www.other.net/")).Page.Hostname);

    [Fact]
    public void Drops_have_their_reasons()
    {
        Assert.Equal(DropReason.SiteInactive, Dropped(Some.Hit(Some.Site() with { IsActive = false })));
        Assert.Equal(DropReason.Prefetch, Dropped(Some.Hit() with { Purpose = "prefetch;prerender" }));
        Assert.Equal(DropReason.Bot, Dropped(Some.Hit() with { UserAgent = "Googlebot/2.1 (+http://www.google.com/bot.html)" }));
        Assert.Equal(DropReason.Bot, Dropped(Some.Hit() with { UserAgent = null }));
        Assert.Equal(DropReason.SpamReferrer, Dropped(Some.Hit() with { Referrer = "http://www.semalt.com/x" }));
        Assert.Equal(DropReason.EmptyEngagement, Dropped(Some.Hit() with { Name = "engagement" }));
        Assert.Equal(DropReason.ExcludedPath, Dropped(Some.Hit(With(s => s with { ExcludedPaths = ["/admin/**"] }), "https://example.com/admin/x/y")));
        Assert.Equal(DropReason.ExcludedIp, Dropped(Some.Hit(With(s => s with { ExcludedIps = ["203.0.113.0/24"] }))));
        Assert.Equal(DropReason.ExcludedIp, Dropped(Some.Hit(With(s => s with { ExcludedIps = ["203.0.113.5"] })) with { Address = IPAddress.Parse("::ffff:203.0.113.5") }));
        Assert.Equal(DropReason.ExcludedIp, Dropped(Some.Hit(With(s => s with { ExcludedIps = ["::ffff:203.0.113.5"] }))));
    }

    [Theory]
    [InlineData("/admin/*", "/admin/users", true)]
    [InlineData("/admin/*", "/admin/users/7", false)]
    [InlineData("/admin/**", "/admin/users/7", true)]
    [InlineData("/*/edit", "/posts/edit", true)]
    [InlineData("/**/edit", "/a/b/c/edit", true)]
    [InlineData("/a*c", "/abbbc", true)]
    [InlineData("/a*c", "/ab/bc", false)]
    [InlineData("/x", "/x/", false)]
    public void A_star_stands_within_a_segment_and_two_across(string pattern, string path, bool matches) =>
        Assert.Equal(matches, DropExcludedPath.Matches(pattern, path));

    [Theory]
    [InlineData(null, null, null, "Direct")]
    [InlineData("https://www.google.co.uk/search?q=x", "google.co.uk/search", "Google", "Organic Search")]
    [InlineData("https://example.com/other", null, null, "Direct")]
    [InlineData("https://blog.example.com/", null, null, "Direct")]
    [InlineData("http://localhost:3000/", null, null, "Direct")]
    [InlineData("https://t.co/abc/", "t.co/abc", "Twitter", "Organic Social")]
    [InlineData("https://news.ycombinator.com/item?id=1", "news.ycombinator.com/item", "Hacker News", "Organic Social")]
    [InlineData("https://mail.google.com/mail/u/0/", "mail.google.com/mail/u/0", "Gmail", "Email")]
    [InlineData("https://chatgpt.com/", "chatgpt.com", "ChatGPT", "AI Assistants")]
    [InlineData("https://somebody.org/links/", "somebody.org/links", "somebody.org", "Referral")]
    [InlineData("https://netflix.com/", "netflix.com", "Netflix", "Organic Video")]
    [InlineData("android-app://com.google.android.gm/", "com.google.android.gm", "Gmail", "Email")]
    [InlineData("javascript:alert(1)", null, null, "Direct")]
    public void A_referrer_has_a_source_and_a_channel(string? referrer, string? kept, string? source, string channel)
    {
        Referral referral = Accepted(Some.Hit() with { Referrer = referrer }).Referral;

        Assert.Equal((kept, source, channel), (referral.Referrer, referral.Source, referral.Channel));
    }

    [Theory]
    [InlineData("utm_source=fb&utm_medium=cpc", "Facebook", "Paid Social")]
    [InlineData("utm_source=google&utm_medium=cpc", "Google", "Paid Search")]
    [InlineData("utm_source=adwords", "Google", "Paid Search")]
    [InlineData("gclid=abc", null, "Direct")]
    [InlineData("utm_source=google&gclid=abc", "Google", "Paid Search")]
    [InlineData("utm_source=weekly&utm_medium=email", "weekly", "Email")]
    [InlineData("utm_source=newsletter", "newsletter", "Email")]
    [InlineData("utm_source=x&utm_medium=banner", "Twitter", "Display")]
    [InlineData("utm_source=shop&utm_medium=affiliate", "shop", "Affiliates")]
    [InlineData("utm_campaign=cross-network&utm_source=google&utm_medium=cpc", "Google", "Cross-network")]
    [InlineData("utm_campaign=spring-shopping&utm_medium=cpc&utm_source=abc", "abc", "Paid Shopping")]
    [InlineData("utm_medium=paid", null, "Paid Other")]
    [InlineData("utm_medium=push", null, "Mobile Push Notifications")]
    [InlineData("utm_source=sms", "sms", "SMS")]
    [InlineData("utm_medium=audio", null, "Audio")]
    [InlineData("utm_medium=social", null, "Organic Social")]
    [InlineData("utm_medium=cpm", null, "Display")]
    [InlineData("ref=producthunt", "Product Hunt", "Organic Social")]
    [InlineData("utm_medium=referral", null, "Referral")]
    [InlineData("utm_source=google&utm_medium=display&gclid=x", "Google", "Display")]
    [InlineData("utm_source=google&utm_medium=cpm", "Google", "Display")]
    [InlineData("utm_source=facebook&utm_medium=cpm", "Facebook", "Display")]
    [InlineData("utm_source=youtube&utm_medium=cpm", "YouTube", "Display")]
    [InlineData("ref=googleads", "Google", "Paid Search")]
    [InlineData("source=facebook_ads", "Facebook", "Paid Social")]
    [InlineData("utm_source=facebook_ad", "Facebook", "Paid Social")]
    [InlineData("utm_source=gads", "Google", "Paid Search")]
    [InlineData("utm_source=yt-ads", "YouTube", "Paid Video")]
    [InlineData("utm_source=fbad", "Facebook", "Paid Social")]
    [InlineData("utm_source=threads", "Threads", "Organic Social")]
    [InlineData("utm_source=google&gbraid=0AA", "Google", "Paid Search")]
    [InlineData("id=1?utm_source=twitter&utm_medium=social", "Twitter", "Organic Social")]
    [InlineData("next=https://a.example/?utm_source=inner&utm_source=fb", "Facebook", "Organic Social")]
    [InlineData("utm_source=fb&amp;utm_medium=cpc", "Facebook", "Paid Social")]
    [InlineData("#utm_source=facebook&utm_medium=paid", "Facebook", "Paid Social")]
    [InlineData("#/route?utm_source=facebook&utm_medium=paid", "Facebook", "Paid Social")]
    [InlineData("utm_source=google#utm_source=facebook", "Google", "Organic Search")]
    [InlineData("#ref=facebook", null, "Direct")]
    public void A_campaign_names_source_and_channel(string query, string? source, string channel)
    {
        Referral referral = Accepted(Some.Hit(url: "https://example.com/?" + query)).Referral;

        Assert.Equal((source, channel), (referral.Source, referral.Channel));
    }

    [Theory]
    [InlineData("https://www.google.com/", "gclid=x", "Google", "Paid Search")]
    [InlineData("https://www.google.com/", "gbraid=0AA", "Google", "Paid Search")]
    [InlineData("https://www.google.com/", "wbraid=0AA", "Google", "Paid Search")]
    [InlineData("https://www.bing.com/", "msclkid=x", "Bing", "Paid Search")]
    [InlineData("https://www.facebook.com/", "fbclid=x", "Facebook", "Organic Social")]
    [InlineData("https://www.bing.com/chat", "", "Copilot", "AI Assistants")]
    [InlineData("https://ntp.msn.com/", "", "Bing", "Organic Search")]
    public void A_click_that_was_paid_for_is_told_by_its_id(string referrer, string query, string source, string channel)
    {
        Referral referral = Accepted(Some.Hit(url: "https://example.com/?" + query) with { Referrer = referrer }).Referral;

        Assert.Equal((source, channel), (referral.Source, referral.Channel));
    }

    [Theory]
    [InlineData("ref=googleads", "googleads")]
    [InlineData("source=letter&ref=x", "letter")]
    [InlineData("utm_source=mail&source=letter", "mail")]
    [InlineData("utm_source=&ref=x", "x")]
    public void The_source_of_a_campaign_may_be_named_in_short(string query, string source) =>
        Assert.Equal(source, Accepted(Some.Hit(url: "https://example.com/?" + query)).Campaign.Source);

    [Theory]
    [InlineData("404")]
    [InlineData("Form: Submission")]
    [InlineData("WP Form Completions")]
    public void An_event_that_a_tracker_sends_for_a_page_has_its_path(string name)
    {
        Hit hit = Some.Hit(url: "https://example.com/contact?token=x") with { Name = name };

        Assert.Equal("/contact", Accepted(hit).Props["path"]);
        Assert.Equal("/own", Accepted(hit with { Props = new Dictionary<string, string> { ["path"] = "/own" } }).Props["path"]);
        Assert.Empty(Accepted(hit with { Name = "Signup" }).Props);
    }

    [Fact]
    public void What_would_make_a_path_too_long_is_left_out_as_a_whole()
    {
        Site site = With(s => s with { KeptQueryParameters = ["id"] });
        string query = new('q', 1_990);

        Assert.Equal("/a", Accepted(Some.Hit(site, "https://example.com/a?id=" + query + "123456789")).Page.Path);
        Assert.Equal("/a?id=" + query, Accepted(Some.Hit(site, "https://example.com/a?id=" + query)).Page.Path);
    }

    [Fact]
    public void Tags_far_into_a_long_query_are_read() =>
        Assert.Equal("x", Accepted(Some.Hit(url: "https://example.com/?" + string.Concat(Enumerable.Range(0, 200).Select(i => $"p{i}=1&")) + "utm_campaign=x")).Campaign.Name);

    [Fact]
    public void Tags_are_kept_as_sent_and_within_their_length()
    {
        Campaign campaign = Accepted(Some.Hit(url: "https://example.com/?utm_source=A+b&utm_medium=m&utm_campaign=c%26d&utm_content=&utm_term=" + new string('t', 500))).Campaign;

        Assert.Equal(("A b", "m", "c&d", null, 200), (campaign.Source, campaign.Medium, campaign.Name, campaign.Content, campaign.Term!.Length));
    }

    [Fact]
    public void What_a_site_does_not_want_is_not_kept()
    {
        Site site = With(s => s with { TrackReferrers = false, TrackUtmParams = false, TrackDeviceType = false, CollectGeolocation = false });
        Event e = Accepted(Some.Hit(site, "https://example.com/?utm_source=x") with { Referrer = "https://google.com/", TimeZone = "Europe/Tallinn", UserId = "u", Details = new ClientDetails("Samsung", "SM-S911B", 2, "et-EE", "Europe/Tallinn") });

        Assert.Equal((Referral.Direct, Campaign.None, Client.Unknown, Place.Unknown, null), (e.Referral, e.Campaign, e.Client, new Place(e.Place.Country), e.UserId));
    }

    [Fact]
    public void What_a_sender_tells_of_a_device_is_kept_and_the_time_zone_only_where_places_are()
    {
        var details = new ClientDetails("Samsung", "SM-S911B", 2, "et-EE", "Europe/Tallinn");
        Hit told = Some.Hit() with { Details = details };

        Assert.Equal(details, Accepted(told).Client.Details);
        Assert.Equal(details with { TimeZone = null }, Accepted(told with { Site = With(s => s with { CollectGeolocation = false }) }).Client.Details);
    }

    [Theory]
    [InlineData("Europe/Tallinn", "EE")]
    [InlineData("Asia/Calcutta", "IN")]
    [InlineData("Europe/Kiev", "UA")]
    [InlineData("Africa/Asmera", "ER")]
    [InlineData("Africa/Timbuktu", "ML")]
    [InlineData("Pacific/Truk", "FM")]
    [InlineData("America/Virgin", "VI")]
    [InlineData("Iceland", "IS")]
    [InlineData("GB", "GB")]
    [InlineData("PRC", "CN")]
    [InlineData("UTC", null)]
    [InlineData("../../etc/passwd", null)]
    public void The_country_is_read_from_the_browsers_time_zone(string zone, string? country) =>
        Assert.Equal(country, Accepted(Some.Hit() with { TimeZone = zone }).Place.Country);

    [Fact]
    public void An_edge_networks_place_goes_before_the_time_zone() =>
        Assert.Equal("DE", Accepted(Some.Hit() with { TimeZone = "Europe/Tallinn", Place = new Place("DE", "DE-BE", "Berlin") }).Place.Country);

    [Fact]
    public void A_visitor_is_one_per_site_salt_address_and_user_agent()
    {
        Hit hit = Some.Hit();
        Event e = Accepted(hit);

        Assert.Equal(e.Visitor, Accepted(hit with { Url = new Uri("https://example.com/other") }).Visitor);
        Assert.NotEqual(e.Visitor, Accepted(hit with { Address = IPAddress.Parse("203.0.113.6") }).Visitor);
        Assert.NotEqual(e.Visitor, Accepted(hit with { UserAgent = Some.Chrome + " " }).Visitor);
        Assert.NotEqual(e.Visitor, Accepted(hit with { Salt = Enumerable.Repeat((byte)1, 32).ToArray() }).Visitor);
        Assert.NotEqual(e.Visitor, Accepted(hit with { Site = Some.Site("site-2") }).Visitor);
        Assert.Null(Accepted(hit with { Address = null }).Visitor);
        Assert.Null(Accepted(hit with { Salt = null }).Visitor);
    }

    [Fact]
    public void Of_an_IPv6_address_the_household_counts()
    {
        Hit hit = Some.Hit() with { Address = IPAddress.Parse("2001:db8:1:2:aaaa::1") };

        Assert.Equal(Accepted(hit).Visitor, Accepted(hit with { Address = IPAddress.Parse("2001:db8:1:2:bbbb::9") }).Visitor);
        Assert.NotEqual(Accepted(hit).Visitor, Accepted(hit with { Address = IPAddress.Parse("2001:db8:1:3:aaaa::1") }).Visitor);
    }

    [Fact]
    public void A_servers_own_visitor_key_is_hashed_and_needs_no_user_agent()
    {
        Hit hit = Some.Hit() with { VisitorKey = "customer-7", UserAgent = null, Address = null };

        Assert.NotNull(Accepted(hit).Visitor);
        Assert.NotEqual(Accepted(hit).Visitor, Accepted(hit with { VisitorKey = "customer-8" }).Visitor);
    }

    [Fact]
    public void Hostile_text_is_kept_within_bounds_and_whole_characters()
    {
        Event e = Accepted(Some.Hit() with
        {
            Title = new string('a', 299) + "😀" + "tail",
            Name = "\u0000na\u001bme",
            Props = new Dictionary<string, string> { ["k\u0007"] = "v\r\n", ["blank"] = " \r\n" },
        });

        Assert.Equal(new string('a', 299), e.Page.Title);
        Assert.Equal("name", e.Name);
        Assert.Equal("v", Assert.Single(e.Props).Value);
    }

    [Fact]
    public void A_title_of_several_lines_stands_on_one()
    {
        Event e = Accepted(Some.Hit() with { Title = "Two\r\n\tlines, \none title" });

        Assert.Equal("Two lines, one title", e.Page.Title);
    }

    [Theory]
    [InlineData("first\nsecond\r\nthird")]
    [InlineData("tab\tstop")]
    [InlineData("nul\0bell\u0007escape\u001b[31m")]
    [InlineData("\"quoted\", 'so' \\ and <b>")]
    [InlineData("naïve 日本語 😀 \u202eright to left \u2028 next")]
    public void A_property_keeps_every_character_of_its_value(string value)
    {
        Event e = Accepted(Some.Hit() with { Props = new Dictionary<string, string> { ["note"] = value } });

        Assert.Equal(value, e.Props["note"]);
    }

    [Fact]
    public void The_day_is_the_sites_own()
    {
        Site tokyo = Some.Site(zone: "Asia/Tokyo");

        Assert.Equal("2026-03-11", Accepted(Some.Hit(tokyo, at: Some.Noon.AddHours(4))).Day.ToString());
    }

    [Fact]
    public void A_hit_tells_nothing_of_itself() => Assert.Equal("Hit", Some.Hit().ToString());
}

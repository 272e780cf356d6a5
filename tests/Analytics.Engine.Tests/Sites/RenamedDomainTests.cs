using Analytics.Engine.Sites;
using Analytics.Store.Sites;

namespace Analytics.Engine.Tests.Sites;

/// <summary>A domain that a site gave up names it for 72 hours, and is free then.</summary>
public sealed class RenamedDomainTests(LocalDynamo dynamo) : IAsyncLifetime
{
    private static readonly TimeSpan Heard = TimeSpan.FromHours(72);
    private static readonly CancellationToken None = CancellationToken.None;

    private EngineTables _tables = null!;
    private AnalyticsEngine _engine = null!;

    public async ValueTask InitializeAsync()
    {
        _tables = await EngineTables.CreateAsync(dynamo);
        _engine = _tables.NewInstance();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<SaveOutcome<Site>> MakeAsync(string owner, string domain)
    {
        Draft<Site> draft = _engine.SiteBook.Draft(owner);
        return await _engine.SiteBook.SaveAsync(draft, draft.Start with { Name = domain, Domains = [domain] }, [], None);
    }

    private async Task<SaveOutcome<Site>> RenameAsync(SiteId site, params string[] domains)
    {
        _tables.Clock.Advance(TimeSpan.FromSeconds(1));
        Draft<Site> draft = (await _engine.SiteBook.DraftAsync(site, None))!;
        return await _engine.SiteBook.SaveAsync(draft, draft.Start with { Domains = domains }, [], None);
    }

    private static Site Saved(SaveOutcome<Site> outcome) => Assert.IsType<SaveOutcome<Site>.Saved>(outcome).Value;

    // As an instance finds it that remembers nothing.
    private async Task<SiteId?> FoundAsync(string domain) => (await _tables.NewInstance().Sites.FindAsync(domain, None))?.Id;

    [Fact]
    public async Task Both_names_are_the_sites_for_72_hours_and_then_the_old_one_is_free_for_anybody()
    {
        Site site = Saved(await MakeAsync("user-1", "old.example"));
        Site renamed = Saved(await RenameAsync(site.Id, "new.example"));
        DateTimeOffset until = renamed.UpdatedAt + Heard;
        Assert.Equal([new FormerDomain("old.example", until)], renamed.FormerDomains);

        _tables.Clock.Set(until.AddMilliseconds(-1));
        Assert.Equal((site.Id, site.Id), (await FoundAsync("old.example"), await FoundAsync("new.example")));
        string told = Assert.Single(Assert.IsType<SaveOutcome<Site>.Taken>(await MakeAsync("user-2", "old.example")).Faults).Problem;
        Assert.Equal($"'old.example' was given up by another site and is heard for it until {until.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}: take it after that", told);

        _tables.Clock.Set(until);
        Assert.Null(await FoundAsync("old.example"));
        Site other = Saved(await MakeAsync("user-2", "old.example"));
        Assert.Equal((other.Id, site.Id), (await FoundAsync("old.example"), await FoundAsync("new.example")));
    }

    [Fact]
    public async Task An_instance_that_remembers_the_old_name_forgets_it_when_its_time_is_over()
    {
        Site site = Saved(await MakeAsync("user-1", "old.example"));
        DateTimeOffset until = Saved(await RenameAsync(site.Id, "new.example")).UpdatedAt + Heard;
        AnalyticsEngine another = _tables.NewInstance();
        _tables.Clock.Set(until.AddSeconds(-1));
        Assert.Equal(site.Id, (await another.Sites.FindAsync("old.example", None))?.Id);

        _tables.Clock.Set(until);
        Assert.Null(another.Sites.FindRemembered("old.example"));
        Assert.Null(await another.Sites.FindAsync("old.example", None));
    }

    [Fact]
    public async Task Two_changes_within_72_hours_leave_each_name_its_own_time()
    {
        Site site = Saved(await MakeAsync("user-1", "a.example"));
        Site second = Saved(await RenameAsync(site.Id, "b.example"));
        _tables.Clock.Advance(TimeSpan.FromHours(24));
        Site third = Saved(await RenameAsync(site.Id, "c.example"));

        Assert.Equal(
            [new FormerDomain("a.example", second.UpdatedAt + Heard), new FormerDomain("b.example", third.UpdatedAt + Heard)], third.FormerDomains);
        _tables.Clock.Set(second.UpdatedAt + Heard);
        Assert.Equal((null, site.Id, site.Id), (await FoundAsync("a.example"), await FoundAsync("b.example"), await FoundAsync("c.example")));

        // What is free by now is forgotten by the next change, too.
        Assert.Equal([new FormerDomain("b.example", third.UpdatedAt + Heard)], Saved(await RenameAsync(site.Id, "c.example", "d.example")).FormerDomains);
    }

    [Fact]
    public async Task A_site_takes_a_name_back_and_it_is_its_own_again()
    {
        Site site = Saved(await MakeAsync("user-1", "a.example"));
        _ = Saved(await RenameAsync(site.Id, "b.example"));
        Site back = Saved(await RenameAsync(site.Id, "a.example"));
        Assert.Equal([new FormerDomain("b.example", back.UpdatedAt + Heard)], back.FormerDomains);

        _tables.Clock.Advance(Heard * 2);
        Assert.Equal((site.Id, null), (await FoundAsync("a.example"), await FoundAsync("b.example")));
        _ = Assert.IsType<SaveOutcome<Site>.Taken>(await MakeAsync("user-2", "a.example"));
    }

    [Fact]
    public async Task Another_site_of_the_account_may_take_the_name_and_neither_deletion_nor_change_of_the_first_takes_it_away()
    {
        Site site = Saved(await MakeAsync("user-1", "a.example"));
        _ = Saved(await RenameAsync(site.Id, "b.example"));
        Site second = Saved(await MakeAsync("user-1", "a.example"));
        Assert.Equal(second.Id, await FoundAsync("a.example"));
        _ = Assert.IsType<SaveOutcome<Site>.Taken>(await RenameAsync(site.Id, "a.example"));

        _ = await _engine.Deleter.AskAsync((await _engine.SiteBook.DraftAsync(site.Id, None))!.Before!, "owner", None);
        Assert.Equal((second.Id, null), (await FoundAsync("a.example"), await FoundAsync("b.example")));
    }

    [Fact]
    public async Task A_deleted_site_sets_all_of_its_names_free()
    {
        Site site = Saved(await MakeAsync("user-1", "a.example"));
        Site renamed = Saved(await RenameAsync(site.Id, "b.example"));
        _ = await _engine.Deleter.AskAsync(renamed, "owner", None);

        Assert.Null(await FoundAsync("a.example"));
        _ = Saved(await MakeAsync("user-2", "a.example"));
        _ = Saved(await MakeAsync("user-2", "b.example"));
    }

    [Fact]
    public async Task Names_cannot_be_hoarded()
    {
        Site site = Saved(await MakeAsync("user-1", "a.example"));
        SaveOutcome<Site> outcome = new SaveOutcome<Site>.Saved(site);
        for (int i = 0; i < 5 && outcome is SaveOutcome<Site>.Saved; i++)
        {
            outcome = await RenameAsync(site.Id, [.. Enumerable.Range(0, 20).Select(n => $"s{i}-{n}.example")]);
        }

        Assert.Contains("within 72 hours", Assert.Single(Assert.IsType<SaveOutcome<Site>.Invalid>(outcome).Faults).Problem, StringComparison.Ordinal);
    }
}

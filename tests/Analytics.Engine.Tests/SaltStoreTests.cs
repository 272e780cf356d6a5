using Analytics.Engine.Visitors;
using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Sites;

namespace Analytics.Engine.Tests;

public class SaltStoreTests(LocalDynamo dynamo)
{
    private static readonly Site Tallinn = Some.Site(zone: "Europe/Tallinn");

    private static async Task<string?> SaltAsync(SaltStore salts, LocalDay day, bool authenticated = false, Site? site = null) =>
        await salts.GetAsync(site ?? Tallinn, day, authenticated, CancellationToken.None) is { } salt ? Convert.ToHexStringLower(salt.Span) : null;

    [Fact]
    public async Task A_day_has_one_salt_however_many_instances_ask_at_once()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);

        string?[] salts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => SaltAsync(tables.NewInstance().Salts, Some.Day)));

        Assert.Equal(64, Assert.Single(salts.Distinct())!.Length);
    }

    [Fact]
    public async Task Days_and_sites_have_salts_of_their_own()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);

        string?[] salts = [await SaltAsync(tables.Salts, Some.Day), await SaltAsync(tables.Salts, Some.Day.Plus(1)), await SaltAsync(tables.Salts, Some.Day, site: Some.Site("site-2"))];

        Assert.Equal(3, salts.Distinct().Count());
    }

    [Fact]
    public async Task A_salt_is_destroyed_25_hours_after_its_local_day_and_not_before()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        string? salt = await SaltAsync(tables.Salts, Some.Day);
        DateTimeOffset end = Tallinn.Calendar.EndOf(Some.Day);

        tables.Clock.Set(end.AddHours(25).AddSeconds(-1));
        Assert.Equal(0, await tables.Salts.DestroyExpiredAsync(CancellationToken.None));
        Assert.Equal(salt, await SaltAsync(tables.NewInstance().Salts, Some.Day));

        tables.Clock.Set(end.AddHours(25));
        Assert.Equal(1, await tables.Salts.DestroyExpiredAsync(CancellationToken.None));
        Assert.Empty(await tables.ItemsAsync(tables.Names.Salts));
    }

    [Fact]
    public async Task How_late_a_salt_is_destroyed_is_told()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        _ = await SaltAsync(tables.Salts, Some.Day);
        _ = await SaltAsync(tables.Salts, Some.Day, site: Some.Site("site-2", "Europe/Tallinn"));
        tables.Clock.Set(Tallinn.Calendar.EndOf(Some.Day).AddHours(25 + 7));
        List<TimeSpan> late = [];

        _ = await tables.Salts.DestroyExpiredAsync(CancellationToken.None, late.Add);

        Assert.Equal([TimeSpan.FromHours(7), TimeSpan.FromHours(7)], late);
    }

    [Fact]
    public async Task A_salt_whose_time_has_come_serves_nobody_even_before_it_is_destroyed()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        await SaltAsync(tables.Salts, Some.Day);

        tables.Clock.Set(Tallinn.Calendar.EndOf(Some.Day).AddHours(25));

        Assert.Null(await SaltAsync(tables.Salts, Some.Day)); // not from memory either
        Assert.Null(await SaltAsync(tables.NewInstance().Salts, Some.Day));
    }

    [Fact]
    public async Task A_past_day_gets_a_new_salt_for_48_hours_only_for_a_sender_with_a_key()
    {
        EngineTables tables = await EngineTables.CreateAsync(dynamo);
        LocalDay past = Some.Day.Plus(-30);

        Assert.Null(await SaltAsync(tables.Salts, past));
        string? salt = await SaltAsync(tables.Salts, past, authenticated: true);
        Assert.NotNull(salt);

        tables.Clock.Advance(TimeSpan.FromHours(47));
        Assert.Equal(salt, await SaltAsync(tables.NewInstance().Salts, past, authenticated: true));

        tables.Clock.Advance(TimeSpan.FromHours(1));
        Assert.NotEqual(salt, await SaltAsync(tables.NewInstance().Salts, past, authenticated: true));
    }
}

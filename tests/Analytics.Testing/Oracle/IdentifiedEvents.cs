using Analytics.Store.Calendars;
using Analytics.Store.Days;
using Analytics.Store.Events;

namespace Analytics.Testing.Oracle;

/// <summary>
/// The events of a world, some of them of people who are known: on several devices, before and after signing in, without a visitor, and
/// again after days or weeks.
/// </summary>
public static class IdentifiedEvents
{
    private static readonly string[] People = ["ann", "bob", "Ann", "u-17"];
    /// <summary>What <c>plan</c> they may have.</summary>
    public static readonly IReadOnlyList<string> Plans = ["pro", "free", "Pro"];

    private static readonly int[] Later = [0, 0, 0, 0, 0, 1, 7, 31, -3];

    /// <param name="world">The site.</param>
    /// <param name="seed">Of who is known.</param>
    /// <param name="later">Whether some come on other days than in the world, up to a month later.</param>
    public static IReadOnlyList<Event> Of(RandomWorld world, int seed, bool later = true)
    {
        var random = new Random(seed ^ 0x1DE7);
        int known = random.Next(101);
        string[] ofVisitor = [.. Enumerable.Range(0, 8).Select(_ => People[random.Next(People.Length)])];
        int[] days = [.. Enumerable.Range(0, 8).Select(_ => Later[random.Next(Later.Length)])];
        Dictionary<(EventId, LocalDay, DateTimeOffset), (string? User, Traits? Traits)> users = [];
        foreach (Event e in world.Raw)
        {
            string usual = ofVisitor[e.Visitor is { } visitor ? (int)(visitor.Bits % 8) : 7];
            string? user = random.Next(100) >= known ? null : random.Next(4) == 0 ? People[random.Next(People.Length)] : usual;
            Traits? traits = user is null || random.Next(3) > 0 ? null : new Traits(
                random.Next(2) == 0 ? new Dictionary<string, string> { ["plan"] = Plans[random.Next(3)] } : new() { ["plan"] = Plans[random.Next(3)], ["name"] = "Nõmm \"x\"" }, random.Next(2) == 0);
            users.TryAdd((e.Id, e.Day, e.ReceivedAt), (user, traits)); // one raw key holds one item
        }

        return [.. world.Raw.Select(e => Shift(e with { UserId = users[(e.Id, e.Day, e.ReceivedAt)].User, Traits = users[(e.Id, e.Day, e.ReceivedAt)].Traits }, later && e.Visitor is { } visitor ? days[visitor.Bits % 8] : 0))];
    }

    private static Event Shift(Event e, int days) => days == 0
        ? e
        : e with { Day = e.Day.Plus(days), Time = e.Time.AddDays(days), ReceivedAt = e.ReceivedAt.AddDays(days) };
}

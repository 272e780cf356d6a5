using System.Runtime.InteropServices;
using Analytics.Store.Events;
using Analytics.Store.Stats.Visits;

namespace Analytics.Store.Stats.People;

/// <summary>What is known of a person so far. The order in which it is added makes no difference.</summary>
internal sealed class PersonSum(string userId)
{
    private readonly Dictionary<(bool IsVerified, string Name), TraitValue> _traits = [];
    private Dictionary<string, decimal>? _revenue;
    private (DateTimeOffset At, Place Place, VisitClient Client)? _last;

    public DateTimeOffset FirstSeen { get; private set; } = DateTimeOffset.MaxValue;

    public DateTimeOffset LastSeen { get; private set; } = DateTimeOffset.MinValue;

    public int Visits { get; set; }

    public int Pageviews { get; private set; }

    public int Events { get; private set; }

    public void AddEvent(DateTimeOffset at, bool isPageview)
    {
        Events++;
        Pageviews += isPageview ? 1 : 0;
        FirstSeen = at < FirstSeen ? at : FirstSeen;
        LastSeen = at > LastSeen ? at : LastSeen;
    }

    public void AddRevenue(string currency, decimal amount) => CollectionsMarshal.GetValueRefOrAddDefault(_revenue ??= new(StringComparer.Ordinal), currency, out _) += amount;

    public void AddTraits(Traits told, DateTimeOffset at)
    {
        foreach ((string name, string value) in told.Values)
        {
            var now = new TraitValue(value, at);
            if (!_traits.TryGetValue((told.IsVerified, name), out TraitValue? before) || now.IsAfter(before))
            {
                _traits[(told.IsVerified, name)] = now;
            }
        }
    }

    /// <summary>Whether a visit with an event then may be the last one.</summary>
    public bool MayBeLast(DateTimeOffset at) => _last is not { } last || at >= last.At;

    public void AddVisit(DateTimeOffset at, Place place, VisitClient client)
    {
        if (_last is not { } last || at > last.At || (at == last.At && string.CompareOrdinal(Order(place, client), Order(last.Place, last.Client)) > 0))
        {
            _last = (at, place, client);
        }

        static string Order(Place place, VisitClient client) => $"{place}{client}"; // two visits in one millisecond: any order, but always the same
    }

    /// <summary>The value that counts: a server's, else a browser's.</summary>
    public string? Trait(string name) =>
        _traits.TryGetValue((true, name), out TraitValue? verified) || _traits.TryGetValue((false, name), out verified) ? verified.Value : null;

    public bool Has(string text) =>
        userId.Contains(text, StringComparison.OrdinalIgnoreCase) || _traits.Values.Any(trait => trait.Value.Contains(text, StringComparison.OrdinalIgnoreCase));

    public Person ToPerson() => new(userId, FirstSeen, LastSeen, Visits, Pageviews, Events)
    {
        Revenue = [.. (_revenue ?? []).OrderBy(money => money.Key, StringComparer.Ordinal).Select(money => new Revenue(money.Key, money.Value))],
        Traits = Of(true),
        UnverifiedTraits = Of(false),
        Place = _last?.Place ?? Place.Unknown,
        Client = _last?.Client ?? VisitClient.Unknown,
    };

    private SortedDictionary<string, TraitValue> Of(bool isVerified) =>
        new(_traits.Where(trait => trait.Key.IsVerified == isVerified).ToDictionary(trait => trait.Key.Name, trait => trait.Value), StringComparer.Ordinal);
}

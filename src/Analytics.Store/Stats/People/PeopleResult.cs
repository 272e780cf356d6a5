namespace Analytics.Store.Stats.People;

/// <summary>A page of people.</summary>
/// <param name="People">Those of the page.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record PeopleResult(IReadOnlyList<Person> People, int Total);

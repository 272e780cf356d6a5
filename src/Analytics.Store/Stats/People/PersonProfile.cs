namespace Analytics.Store.Stats.People;

/// <summary>All that is known of one person in a range.</summary>
/// <param name="Person">What a list shows of them.</param>
/// <param name="History">When a trait was told to be something else than before, the oldest first; of each trait the last <see cref="PersonScan.MaxChanges"/>.</param>
/// <param name="Days">The days on which they were seen, the newest first.</param>
/// <param name="Devices">What they used, by visits, then by last use.</param>
/// <param name="Places">Where they were, likewise.</param>
public sealed record PersonProfile(
    Person Person, IReadOnlyList<TraitChange> History, IReadOnlyList<PersonDay> Days, IReadOnlyList<PersonDevice> Devices, IReadOnlyList<PersonPlace> Places);

using Analytics.Store.Events;

namespace Analytics.Engine.Exports;

/// <summary>An event of an export.</summary>
/// <param name="Event">As it is stored, but that its visitor has a name that holds within the export of its day alone.</param>
/// <param name="Place">Where it stands: whoever goes on from there gets it first.</param>
public readonly record struct ExportedEvent(Event Event, ExportCursor Place);

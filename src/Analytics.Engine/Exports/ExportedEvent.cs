using Analytics.Store.Events;

namespace Analytics.Engine.Exports;

/// <summary>An event of an export.</summary>
/// <param name="Event">The stored event, except that its visitor's name is valid only within the export of its day.</param>
/// <param name="Place">Its position: an export that continues from here returns this event first.</param>
public readonly record struct ExportedEvent(Event Event, ExportCursor Place);

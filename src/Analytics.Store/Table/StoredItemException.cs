namespace Analytics.Store.Table;

/// <summary>A stored item that this version cannot read: of another entity, of a newer version, or damaged. Never a wrong value.</summary>
public sealed class StoredItemException(string message) : Exception(message);

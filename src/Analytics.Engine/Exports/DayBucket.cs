namespace Analytics.Engine.Exports;

/// <summary>Where sealed days are laid for others to read, each by itself.</summary>
/// <param name="Name">Stored with each day that lies there: under another name all days are to be laid anew.</param>
/// <param name="Put">Lays a day.</param>
/// <param name="Delete">Takes one away.</param>
public sealed record DayBucket(string Name, PutDay Put, DeleteDay Delete);

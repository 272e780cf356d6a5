namespace Analytics.Store.Blocks.Format;

/// <summary>A column is stored as up to three streams, so that like stands beside like. The numbers are stored.</summary>
internal enum StreamPart
{
    /// <summary>The low byte of large numbers, which hardly compresses.</summary>
    Plane = 0,

    /// <summary>A number below 224, or the beginning of a larger one. Also: the bytes of texts.</summary>
    Low = 1,

    /// <summary>The rest of numbers from 224 on.</summary>
    High = 2,
}

namespace Analytics.Functions.Callers;

/// <summary>
/// The request was made by the product itself, for another request that is being answered. Only <see cref="OwnRoutes"/> can say so, by
/// setting this feature: no path, header or body of a request by HTTP can.
/// </summary>
/// <param name="Caller">The caller of the other request. They may here what they may there, and the request counts against no limit a second time.</param>
internal sealed record AskedWithin(Caller Caller);

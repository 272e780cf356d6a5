namespace Analytics.Engine.Tables;

/// <summary>The two tables of a deployment.</summary>
/// <param name="Events">The one table: <see cref="Store.Table.TableDefinition.Events"/>.</param>
/// <param name="Salts">The visitor salts: <see cref="Store.Table.TableDefinition.Salts"/>.</param>
public sealed record TableNames(string Events, string Salts);

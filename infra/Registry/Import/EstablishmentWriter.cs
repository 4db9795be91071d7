using System.Data;
using System.Data.Common;
using System.Globalization;
using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>
/// Writes establishments by the hundred thousand with prepared commands, in standard SQL that SQLite and PostgreSQL read alike.
/// A row that would not change is not written, so that the number of rows tells what changed.
/// </summary>
internal sealed class EstablishmentWriter : IAsyncDisposable
{
    private static readonly (string Column, Func<Establishment, object?> Value)[] Columns =
    [
        ("Finess", row => row.Finess),
        ("Name", row => row.Name),
        ("LegalEntity", row => row.LegalEntity),
        ("LegalEntityName", row => row.LegalEntityName),
        ("Category", row => row.Category),
        ("CategoryLabel", row => row.CategoryLabel),
        ("Siret", row => row.Siret),
        ("Phone", row => row.Phone),
        ("Address", row => row.Address),
        ("PostalCode", row => row.PostalCode),
        ("City", row => row.City),
        ("Commune", row => row.Commune),
        ("Department", row => row.Department),
        ("Region", row => row.Region),
        ("RegionCode", row => row.RegionCode),
        ("TimeZone", row => row.TimeZone),
        ("Latitude", row => row.Latitude),
        ("Longitude", row => row.Longitude),
        ("InService", row => row.InService),
        ("ClosedOn", row => row.ClosedOn),
        ("SearchKey", row => row.SearchKey),
        ("SortKey", row => row.SortKey),
        ("MissingSince", _ => null),
    ];

    private readonly DbCommand _upsert;
    private readonly DbCommand _locate;
    private readonly DbCommand _miss;

    private EstablishmentWriter(DbCommand upsert, DbCommand locate, DbCommand miss) =>
        (_upsert, _locate, _miss) = (upsert, locate, miss);

    /// <summary>Prepares the commands inside the context's transaction.</summary>
    public static async Task<EstablishmentWriter> PrepareAsync(RegistryContext context, CancellationToken cancellationToken)
    {
        var upsert = Command(context, UpsertText(), [.. Columns.Select(column => column.Column)]);
        var locate = Command(context, LocateText, ["Latitude", "Longitude", "Finess", "Commune"]);
        var miss = Command(context, MissText, ["MissingSince", "Finess"]);
        await upsert.PrepareAsync(cancellationToken);
        await locate.PrepareAsync(cancellationToken);
        await miss.PrepareAsync(cancellationToken);
        return new EstablishmentWriter(upsert, locate, miss);
    }

    /// <summary>True when the row is new or changed.</summary>
    public async Task<bool> WriteAsync(Establishment row, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            _upsert.Parameters[i].Value = Storable(Columns[i].Value(row));
        }

        return await _upsert.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Gives a known site a place where it had none. True when it did.</summary>
    public Task<bool> LocateAsync(Establishment row, CancellationToken cancellationToken) =>
        row.Latitude is null
            ? Task.FromResult(false)
            : ChangeAsync(_locate, [row.Latitude, row.Longitude, row.Finess, row.Commune], cancellationToken);

    /// <summary>Marks a site that the file no longer has. True when it was not marked yet.</summary>
    public Task<bool> MissAsync(string finess, DateOnly since, CancellationToken cancellationToken) =>
        ChangeAsync(_miss, [since, finess], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _upsert.DisposeAsync();
        await _locate.DisposeAsync();
        await _miss.DisposeAsync();
    }

    private static async Task<bool> ChangeAsync(DbCommand command, object?[] values, CancellationToken cancellationToken)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = Storable(values[i]);
        }

        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static object Storable(object? value) => value is string text ? StorableText.Of(text) : value ?? DBNull.Value;

    private static DbCommand Command(RegistryContext context, string text, IReadOnlyList<string> columns)
    {
        var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            parameter.DbType = columns[i] switch
            {
                "Latitude" or "Longitude" => DbType.Double,
                "InService" => DbType.Boolean,
                "ClosedOn" or "MissingSince" => DbType.Date,
                _ => DbType.String,
            };
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>The CSV has no names of legal entities, and a place once known stays while the site stays in its commune.</summary>
    private static string UpsertText()
    {
        var names = string.Join(", ", Columns.Select(column => $"\"{column.Column}\""));
        var values = string.Join(", ", Columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"@p{i}")));
        var changes = Columns.Skip(1).Select(column => (column.Column, New: NewValue(column.Column))).ToArray();
        var sets = string.Join(", ", changes.Select(change => $"\"{change.Column}\" = {change.New}"));
        var differs = string.Join(" or ", changes.Select(change => $"old.\"{change.Column}\" is distinct from {change.New}"));
        return $"""
            insert into "Establishments" as old ({names}) values ({values})
            on conflict ("Finess") do update set {sets} where {differs}
            """;
    }

    private static string NewValue(string column) =>
        column switch
        {
            "LegalEntityName" => """
                case when excluded."LegalEntityName" is null and old."LegalEntity" is not distinct from excluded."LegalEntity"
                then old."LegalEntityName" else excluded."LegalEntityName" end
                """,
            "Latitude" or "Longitude" => $"""
                case when excluded."Latitude" is null and old."Commune" is not distinct from excluded."Commune"
                then old."{column}" else excluded."{column}" end
                """,
            _ => $"excluded.\"{column}\"",
        };

    private const string LocateText = """
        update "Establishments" set "Latitude" = @p0, "Longitude" = @p1
        where "Finess" = @p2 and "Latitude" is null and "Commune" = @p3
        """;

    private const string MissText = """
        update "Establishments" set "MissingSince" = @p0 where "Finess" = @p1 and "MissingSince" is null
        """;
}

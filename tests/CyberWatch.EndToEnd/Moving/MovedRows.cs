using System.Text.Json;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.EndToEnd.Moving;

/// <summary>Two registries compared row by row, each table by its key.</summary>
internal static class MovedRows
{
    public static async Task AssertAlikeAsync(
        IDbContextFactory<RegistryContext> here,
        IDbContextFactory<RegistryContext> there,
        CancellationToken cancellationToken
    )
    {
        await using var from = await here.CreateDbContextAsync(cancellationToken);
        await using var to = await there.CreateDbContextAsync(cancellationToken);
        Assert.NotEmpty(await to.Users.ToListAsync(cancellationToken));
        Assert.NotEmpty(await to.DataProtectionKeys.ToListAsync(cancellationToken));
        var tables = from.Model.GetEntityTypes().Select(type => type.ClrType).Except([typeof(Move), typeof(MailState)]);
        foreach (var table in tables)
            Assert.Equal(RowsOf(from, table), RowsOf(to, table));
        // which file or database it is, is said anew
        Assert.Equal(
            (await from.MailStates.Select(row => row.Secret).ToListAsync(cancellationToken)).Select(Convert.ToHexString),
            (await to.MailStates.Select(row => row.Secret).ToListAsync(cancellationToken)).Select(Convert.ToHexString)
        );
        Assert.All(await to.MailStates.ToListAsync(cancellationToken), state => Assert.Null(state.Mark));
    }

    private static List<string> RowsOf(RegistryContext context, Type table)
    {
        var set = typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(table).Invoke(context, [])!;
        var columns = context
            .Model.FindEntityType(table)!
            .GetProperties()
            .OrderBy(column => column.Name, StringComparer.Ordinal)
            .ToList();
        return
        [
            .. ((IQueryable<object>)set)
                .AsNoTracking()
                .AsEnumerable()
                .Select(row => string.Join('|', columns.Select(column => Text(column.GetGetter().GetClrValue(row)))))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>PostgreSQL keeps microseconds.</summary>
    private static string Text(object? value) =>
        value is DateTimeOffset time ? $"{time.UtcTicks / 10}" : JsonSerializer.Serialize(value);
}

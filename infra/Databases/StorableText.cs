using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CyberWatch.Infra.Databases;

/// <summary>
/// Scanned text may hold U+0000 or half a surrogate pair. PostgreSQL refuses both, SQLite keeps the one and mends the other: on their way to
/// either, the first is left out and the second becomes U+FFFD, in what is kept and in what is asked alike.
/// </summary>
internal sealed class StorableText : DbCommandInterceptor
{
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;
        var whole = string.Concat(text.EnumerateRunes());
        return whole.Replace("\0", "", StringComparison.Ordinal);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    )
    {
        Mend(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Mend(command);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result
    )
    {
        Mend(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Mend(command);
        return ValueTask.FromResult(result);
    }

    private static void Mend(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = parameter.Value switch
            {
                string text => Of(text),
                IEnumerable<string?> many => many.Select(one => one is null ? null : Of(one)).ToList(),
                var other => other,
            };
        }
    }
}

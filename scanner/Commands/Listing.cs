using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Scanner.Commands;

/// <summary>
/// A listing of rows of the registry. With <c>--json</c> it is every one, written as it is read: a sector has more alerts than a machine should
/// hold. People get the first and are told how many there are.
/// </summary>
internal sealed record Listing<TLine>(string One, IReadOnlyList<string> Headings, Func<TLine, IReadOnlyList<string>> Cells)
{
    private const int RowsForPeople = 500;

    /// <summary>Where a line needs more than the database can tell of its row.</summary>
    public async Task WriteAsync<TRow>(
        CommandOutput output,
        IQueryable<TRow> rows,
        Func<TRow, TLine> line,
        CancellationToken cancellationToken
    )
    {
        if (output.IsJson)
        {
            await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
                output.Object(line(row));
            return;
        }

        var shown = await rows.Take(RowsForPeople).ToListAsync(cancellationToken);
        output.List(shown.Select(line), Headings, Cells);
        var count = shown.Count < RowsForPeople ? shown.Count : await rows.CountAsync(cancellationToken);
        output.Note(
            count > RowsForPeople
                ? $"{RowsForPeople} of {Counted.Of(count, One)}; --json gives all of them."
                : $"{Counted.Of(count, One)}."
        );
    }

    public Task WriteAsync(CommandOutput output, IQueryable<TLine> rows, CancellationToken cancellationToken) =>
        WriteAsync(output, rows, line => line, cancellationToken);
}

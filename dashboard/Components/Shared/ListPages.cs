using CyberWatch.Dashboard.Views;
using CyberWatch.Infra.Registry.Queries;

namespace CyberWatch.Dashboard.Components.Shared;

/// <summary>The page of a list that an address asks for, counted from 1.</summary>
internal static class ListPages
{
    public const int Size = 50;

    /// <summary>Its index, from 0, and its rows. One that is no more, as when the list grew shorter, is the last one.</summary>
    public static async Task<(int Index, Page<T> Page)> FindAsync<T>(string? number, Func<int, Task<Page<T>>> ask)
    {
        var index = Math.Clamp(AlertFilters.Number(number) ?? 1, 1, int.MaxValue / Size) - 1;
        var page = await ask(index * Size);
        if (page.Rows.Count > 0 || page.Total == 0)
        {
            return (index, page);
        }

        index = (page.Total - 1) / Size;
        return (index, await ask(index * Size));
    }
}

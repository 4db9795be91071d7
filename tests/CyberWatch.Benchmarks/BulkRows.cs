using System.Data.Common;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CyberWatch.Benchmarks;

/// <summary>Rows of entities straight into their tables, as EF maps them: COPY on PostgreSQL, one prepared statement on SQLite.</summary>
internal sealed class BulkRows(RegistryContext registry)
{
    public async Task AddAsync<TEntity>(IEnumerable<TEntity> rows)
        where TEntity : class
    {
        var type = registry.Model.FindEntityType(typeof(TEntity))!;
        // numbers are given by the database
        var columns = type.GetProperties()
            .Where(one => one.ValueGenerated == ValueGenerated.Never || one.ClrType == typeof(Guid))
            .ToList();
        var quotes = registry.GetService<ISqlGenerationHelper>();
        var table = quotes.DelimitIdentifier(type.GetTableName()!);
        var names = string.Join(',', columns.Select(column => quotes.DelimitIdentifier(column.GetColumnName())));
        if (registry.Database.GetDbConnection() is NpgsqlConnection server)
        {
            await registry.Database.OpenConnectionAsync();
            await CopyAsync(server, $"copy {table} ({names}) from stdin (format binary)", columns, rows);
        }
        else
        {
            var values = string.Join(',', columns.Select((_, at) => $"@p{at}"));
            await InsertAsync($"insert into {table} ({names}) values ({values})", columns, rows);
        }
    }

    private static async Task CopyAsync(
        NpgsqlConnection server,
        string statement,
        List<IProperty> columns,
        IEnumerable<object> rows
    )
    {
        await using var copy = await server.BeginBinaryImportAsync(statement);
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            foreach (var column in columns)
            {
                if (ValueOf(column, row) is { } value)
                    await copy.WriteAsync(value, column.GetColumnType());
                else
                    await copy.WriteNullAsync();
            }
        }
        await copy.CompleteAsync();
    }

    private async Task InsertAsync(string statement, List<IProperty> columns, IEnumerable<object> rows)
    {
        await using var transaction = await registry.Database.BeginTransactionAsync();
        await using var command = registry.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandText = statement;
        var parameters = columns.Select((_, at) => Parameter(command, at)).ToList();
        foreach (var row in rows)
        {
            foreach (var (parameter, column) in parameters.Zip(columns))
                parameter.Value = ValueOf(column, row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    private static DbParameter Parameter(DbCommand command, int at)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{at}";
        command.Parameters.Add(parameter);
        return parameter;
    }

    /// <summary>As the database keeps it.</summary>
    private static object? ValueOf(IProperty column, object row)
    {
        var value = column.GetGetter().GetClrValue(row);
        return value is not null && column.GetTypeMapping().Converter is { } converter
            ? converter.ConvertToProvider(value)
            : value;
    }
}

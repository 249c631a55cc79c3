"""The same kernel on Apache Spark, for a census that one machine does not hold."""
